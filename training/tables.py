"""Generate ``countries.tsv``, ``given.tsv`` and ``outlets.tsv``: ``python -m training.tables``.

The facts are from public-domain and CC0 data (the CIA World Factbook, the country codes of Open Knowledge) and the list
of outlets in Fundus (MIT); the additions, below and in `training.outlet_names`, are our own.
"""

import argparse
import csv
import re
from collections.abc import Iterable
from pathlib import Path

from training.outlet_names import AGENCIES, OUTLETS
from whence.language.scripts import tokens_of

__all__ = ["countries", "given_names", "outlets", "read_rows", "write_table"]

_OUT = Path("src/whence/language/tables")
_ALIASES = {
    "GBR": ["Britain", "Great Britain", "U.K.", "UK", "England", "Scotland", "Wales"],
    "USA": ["America", "U.S.", "US", "U.S.A.", "USA", "United States of America"],
    "PRK": ["DPRK", "D.P.R.K.", "North Korea"],
    "KOR": ["ROK", "South Korea"],
    "RUS": ["Russian Federation"],
    "CHN": ["PRC", "People's Republic of China", "mainland China"],
    "ARE": ["UAE", "U.A.E.", "Emirates"],
    "MMR": ["Myanmar", "Burma"],
    "CIV": ["Ivory Coast", "Côte d'Ivoire"],
    "COD": ["DRC", "DR Congo", "Democratic Republic of Congo"],
    "TUR": ["Türkiye"],
    "CZE": ["Czechia", "Czech Republic"],
    "NLD": ["Holland"],
    "SAU": ["KSA"],
    "BIH": ["Bosnia"],
    "MKD": ["North Macedonia", "Macedonia"],
    "PSE": ["Palestine", "Gaza", "West Bank"],
    "VAT": ["Vatican"],
    "TLS": ["East Timor"],
}
_ADJECTIVES = {
    "GBR": ["English", "Scottish", "Welsh", "Briton", "Britons", "UK", "U.K."],
    "USA": ["American", "Americans", "US", "U.S."],
    "PRK": ["North Korean", "North Koreans"],
    "KOR": ["South Korean", "South Koreans"],
    "ARE": ["Emirati"],
    "ISR": ["Israeli", "Israelis"],
    "PSE": ["Palestinian", "Palestinians", "Gazan"],
    "PHL": ["Filipino", "Philippine"],
    "SAU": ["Saudi", "Saudis"],
    "AFG": ["Afghan", "Afghans"],
    "COD": ["Congolese"],
    "KAZ": ["Kazakh"],
    "UZB": ["Uzbek"],
    "ESP": ["Spanish", "Catalan"],
    "VAT": ["Vatican"],
    "MMR": ["Burmese"],
}
# Places and buildings that stand for a government.
_SEATS = {
    "RUS": ["Moscow", "Kremlin"],
    "USA": ["Washington", "White House", "Pentagon", "State Department", "Foggy Bottom", "Capitol Hill", "Oval Office"],
    "GBR": ["London", "Downing Street", "No 10", "Number 10", "Whitehall", "Westminster"],
    "FRA": ["Paris", "Elysee", "Élysée", "Elysée", "Quai d'Orsay"],
    "DEU": ["Berlin"],
    "CHN": ["Beijing", "Zhongnanhai"],
    "PRK": ["Pyongyang"],
    "KOR": ["Seoul", "Blue House"],
    "UKR": ["Kyiv", "Kiev", "Bankova"],
    "IND": ["New Delhi", "Delhi"],
    "ISR": ["Jerusalem", "Tel Aviv", "Knesset"],
    "TUR": ["Ankara"],
    "JPN": ["Tokyo"],
    "IRN": ["Tehran"],
    "PAK": ["Islamabad"],
    "VAT": ["Vatican", "Holy See"],
    "CAN": ["Ottawa"],
    "AUS": ["Canberra"],
    "TWN": ["Taipei"],
    "SAU": ["Riyadh"],
    "POL": ["Warsaw"],
}
# Given names that are common in reports and nearly always of one gender.
_MALE = """
aaron abdullah abel abraham adam adel adrian ahmed aidan akira alan alastair albert albie aldo alec alejandro
alessandro alexander alexei alfonso alfredo alistair allan allen alonso alvaro alvin amir amit anand anatoly anders
andrei andrew andrzej angelo angus anthony antonio arjun armando armin arnold arthur arturo ashok asif augustus austin
aziz barack barnaby barry bart bashar basil ben benedict benjamin benny bernie bill billy bjorn bob bobby boris brad
bradley brandon brendan brent bret brett brian bruce bryan bryce byron caleb callum calvin carl carlo carlos cesar
chad charles chester christian christopher chuck clarence clark claude clifford clint clive clyde cody cole colin
connor conor corey craig curtis cyril cyrus damian dan daniel darrell darren darryl dave david dean declan deepak
dennis derek dexter diego dirk dmitri dmitry dominic don donald donnie doug douglas duncan dustin dwayne dwight dylan
eamon eddie edgar edward edwin eitan eli elias elijah elliott elmer emil emilio emmanuel emmerson emmett enrique
enzo eric erick erik ernest ernesto ernst ethan eugene evan everett ewan ezra fabio farid federico felix fernando
fidel finn fletcher floyd francesco francois frank franklin fred freddie frederick frederik friedrich fritz gabriel
gareth garrett gary gavin geoffrey george gerald gerardo gilbert giovanni giuseppe glenn gordon graeme graham greg
gregory guillermo gunnar gunther gus gustav gustavo hamid hamish hamza hank hans harold harry harvey hassan hector
heinrich helmut henry herbert herman hiroshi homer horace howard hugh hugo hussein ian ibrahim ignacio igor ilya imran
isaac ismail ivan ivor jack jackson jacob jacques jaime jake jamal james jason javier jed jeff jeffery jeffrey jens
jeremy jerome jerry jesse jim jimmy joaquin joe johan johann johannes john johnny jon jonah jonas jonathan jorge jose
josef joseph josh joshua josiah juan julian julio julius jurgen justin kareem karim karl kaspar keir keith kelvin ken
kenji kenneth kenny kent kevin khalid kieran kirk klaus kofi konstantin kurt kwabena kyle lamar lance larry lars
lawrence leander lech leif leo leonard leonardo leopold leroy lester lewis liam lloyd logan lorenzo louis luca luis
luke magnus mahmoud malcolm manfred marco mario mark marshall martin marvin mason massimo mateo matteo matthew
mauricio maurizio mauro max maxim melvin micah michael mickey miguel mike mikhail mitch mitt mohamed mohammad mohammed
morris moses muhammad murray mustafa mustapha narendra nasser nathan nathaniel nawaz ned neil nelson newt niall
nicholas nick nico nigel nikolai nils noah norman olaf oleg oleksander oliver omar omer orlando osama oscar osman otis
otto owen pablo paolo patrick paul paul-henri pavel pawel pedro percy pete peter petro phil philip pierre piers pieter
prakash preston rafael rafe rahul raj rajesh rajiv ralph ramon randall randy rashid rasmus raul ravi ray raymond recep
reginald reza ricardo richard rick ricky rishi robert roberto roderick rodney rodrigo rogelio roger rohan ron
ronald ross roy rudy rufus rupert rush russ russell ryan salman salvador sam samir samuel sanjay santiago saul scott
sean sergei sergio seth shane shaun shinzo sidney sigmund silas silvio simeon simon spencer stan stanislaw stanley
stefano stephen steve steven stuart sunil sven takeshi tariq ted terrence thaddeus theo theodore thomas tim timothy
tobias todd tom tomas tony travis trevor tristan tyler umar vernon vijay viktor vince vincent vinod virgil vladimir
volodymyr wallace walt walter warren wayne wesley wilbur wilfred william willie winston wolfgang wyatt yasser yevgeny
yosef yuri yusef yusuf zac zach zachary zack
"""
_FEMALE = """
abigail ada adele adriana agatha agnieszka aileen aimee aisha alana alejandra alexandra alexandria alice alina alison
allison alma althea alyssa amal amanda amara amber amelia amina amira amy ana anastasia anastasiya andrea angela
angelina angelique angie anika anita anjali ann anna annabel annabelle anneke annette annie annika antonella antonia
anya ariana arlene ashley astrid augusta aung ayesha barbara beata becky belinda bella benazir bernadette bernice
bertha bethany betsy bettina betty beverly bianca birgit bonnie brenda bridget brigitte brittany camila camille
candace carla carly carmen carol carole carolyn carrie cassandra cassie catalina catherina catherine cathy cecilia
celeste celia celine chantal charlene charlotte chelsea cheryl chiara chloe christa christina christine cindy claire
clara clarissa claudette colette colleen condoleezza connie constance cora cordelia cornelia courtney cristina crystal
cynthia daisy daniela danielle daphne darlene dawn deanna debbie deborah debra deirdre delia delphine denise diana
diane dianne dina dolores donna dora doris dorothea dorothy edith edna eileen ekaterina elaine eleanor eleanora elena
elise eliza elizabeth ella elle ellen eloise elsa elspeth elvira emilia emily emma emmeline enid erica erika esme
esther ethel eugenia eunice eva evelyn ewa fatima fatma fay felicia felicity fiona flora frances francesca
frederica frida gabriela gabriella gail galina geraldine gertrude ghazala gilda gillian gina ginny giorgia
gisela giulia giuliana glenda gloria grace greta gretchen guadalupe gwen gwendolyn hannah harriet hazel heather hedwig
heidi heike helen helena helga henrietta hilda hillary holly huma ida imogen ina indira ines inga ingeborg ingrid
ioana irene irina iris irma isabel isabella isla ivanka ivy jacinda jacqueline jacquelyn jane janelle janet janette
janice janine jasmine jayne jeanette jeanne jeannette jenna jennifer jenny jessica jill joan joanne joannie jocelyn
jodi johanna josephine josie joyce juanita judith judy julia juliana julie juliet juliette kamala karen karin
karina karla kate katherine kathleen kathryn kathy katie katja katrina kay kayla keiko kellyanne kendra kerstin
khadija kimberly kirsten kirsty kristen kristin kristina kristine lana larissa latoya laura laurel lauren layla lea
leah leila lena lenore leonora letitia lidia lillian lily lina linda lindsay lisa liz lois lola loretta lori lorna
lorraine louisa louise lucia lucille lucinda lucretia lucy ludmila ludmilla luisa lydia lynette lynn mabel madison
maggie mandy manuela mara marcella marcia margaret margarethe margarita margot maria mariam mariana marianne maribel
marie marilyn marina marine marisol marissa marjorie marlena marsha marta martha martina mary matilda maude maureen
mavis maya megan megyn melania melanie melinda melissa mercedes meredith mia michaela michelle mildred millicent mina
minerva miranda miriam moira molly mona monica muriel myra myrtle nadezhda nadia nadine nancy naomi natalia natalie
natasha nell nettie nicola nicole nikki nina noemi noor nora norma nuria octavia oksana olga olivia ophelia
oprah paige paloma pamela patricia patsy patti paula paulina pauline pearl peggy penelope penny petra philippa phoebe
phyllis pilar polly priscilla priti priya prudence rachael rachel ramona raquel rebecca rebekah regina renata rhea
rhoda rhonda rita roberta robyn rochelle rosa rosalie rosalind rosalyn rosanna rosanne rosemary rosie rowena roxanne
ruby ruth sabine sabrina sadie sakura sally samantha samira sandra sanna sara sarah saskia segolene selena selma
serena sharon sheila sherry shirley shreya sigrid silvia simona sofia sonia sonja sonya sophia soraya stella stephanie
sue susan susanna susannah susanne suzanne svetlana sybil sylvia sylvie tabitha tamara tammy tamsin tanya tara tatiana
tatyana teresa teri tess tessa thelma theodora theresa tina trudy tulsi ulrike uma una ursula valentina vanessa vera
veronica vicki vickie vicky victoria viola violet virginia viviane wanda wendy wilhelmina wilma winifred yasmin yoko
yolanda yulia yvette yvonne zainab zara zelda zoe zuzana
"""
_ISO_OF = {"us": "USA", "uk": "GBR", "de": "DEU", "fr": "FRA", "ind": "IND", "isl": "ISL", "cz": "CZE"}


def main() -> None:
    """Parse the command line, then write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    reference = options.data / "reference"
    _OUT.mkdir(exist_ok=True)
    write_table("countries.tsv", ("code", "name", "names", "adjectives", "seats"), countries(reference))
    write_table("given.tsv", ("name", "gender"), given_names(reference))
    write_table("outlets.tsv", ("name", "names", "domain", "country", "kind"), outlets(reference))


def countries(reference: Path) -> list[tuple[str, ...]]:
    """List countries: three-letter ISO 3166 code, name, other names, adjectives and demonyms, seats of government."""
    # A few rows have several two-letter codes; Kosovo's is listed with Serbia's.
    codes = {
        row["FIPS"][i : i + 2].lower(): row
        for row in read_rows(reference / "country-codes/data/country-codes.csv")
        for i in range(0, len(row["FIPS"]), 2)
    }
    del codes["kv"]
    rows = []
    for row in read_rows(reference / "factbook_countries.csv"):
        known = codes.get(row["code"].lower())
        if known is None:
            continue
        code = known["ISO3166-1-Alpha-3"]
        name = known["CLDR display name"] or row["short"]
        names = [row["short"], known["UNTERM English Short"], row["long"], *_ALIASES.get(code, [])]
        people = [*_people(row["nat_noun"]), *_parts(row["nat_adj"]), *_ADJECTIVES.get(code, [])]
        capital = re.split(r"[(;,/]", row["capital"])[0].strip()
        seats = [*_SEATS.get(code, []), capital]
        is_own = known["is_independent"] == "Yes"
        rows.append((is_own, code, name, _joined(names, but=name), people, _joined(seats, but=name)))
    # "French" and "Chinese" refer to the states, not to territories that share the adjective.
    taken = {word for is_own, *_, people, _ in rows if is_own for word in people}
    return sorted(
        {
            (code, name, names, _joined([word for word in people if is_own or word not in taken]), seats)
            for is_own, code, name, names, people, seats in rows
        }
    )


def outlets(reference: Path) -> list[tuple[str, ...]]:
    """List outlets: name, other names, domain, ISO code of the country, and whether it is an agency or an outlet."""
    isos = {row["ISO3166-1-Alpha-2"].lower(): row["ISO3166-1-Alpha-3"]
            for row in read_rows(reference / "country-codes/data/country-codes.csv")}  # fmt: skip
    rows = {domain: (name, _joined(names), domain, country, "agency") for name, names, domain, country in AGENCIES}
    rows |= {domain: (name, _joined(names), domain, country, "outlet") for name, names, domain, country in OUTLETS}
    for row in read_rows(reference / "fundus_outlets.csv"):
        domain = re.sub(r"^https?://(www\.)?|/.*$", "", row["domain"])
        name = re.sub(r"\s*\(.*\)$", "", row["name"])
        short = name.removeprefix("The ")
        place = row["country_dir"]
        country = _ISO_OF.get(place) or isos.get(place, "")
        if domain not in rows and not short.islower() and len(short) > 1:
            rows[domain] = (name, _joined([short], but=name), domain, country, "outlet")
    return sorted(rows.values())


def given_names(reference: Path) -> list[tuple[str, ...]]:
    """List given names of one gender: those of cabinet members since 1990, and the common names above."""
    seen: dict[str, set[str]] = {}
    for path in sorted(reference.glob("cabinet-*.csv")):
        for row in read_rows(path):
            given = tokens_of(row["person"])[:1]
            if len(row["person"].split()) > 1 and given and row.get("gender") in {"male", "female"}:
                seen.setdefault(given[0], set()).add(row["gender"][0])
    # Excludes initials and the particles of longer names.
    told = {name: next(iter(genders)) for name, genders in seen.items() if len(genders) == 1 and name[2:]}
    told |= dict.fromkeys(_MALE.split(), "m") | dict.fromkeys(_FEMALE.split(), "f")
    return sorted(told.items())


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read a comma-separated table: a dictionary for each row, keyed by the column names in the first line."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _people(text: str) -> list[str]:
    """Parse "Algerian(s)" and "Mosotho (singular), Basotho (plural)" into the words they stand for."""
    found: list[str] = []
    for part in _parts(text):
        found += [part.replace("(s)", ""), part.replace("(s)", "s")] if "(s)" in part else [part]
    return found


def _parts(text: str) -> list[str]:
    bare = re.sub(r"\((?!s\))[^)]*\)", "", text)
    return [part.strip() for part in re.split(r",|;| or |/", bare) if re.fullmatch(r"[\w'’() .-]{3,40}", part.strip())]


def _joined(names: Iterable[str], *, but: str = "") -> str:
    clean = (re.sub(r"\s*\(the\)$", "", name).strip() for name in names)
    return "|".join(dict.fromkeys(name for name in clean if name and ";" not in name and name not in {but, "none"}))


def write_table(name: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Write a table that whence ships, tab-separated: the column names, then the rows."""
    lines = ["\t".join(row) for row in (head, *rows)]
    (_OUT / name).write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
