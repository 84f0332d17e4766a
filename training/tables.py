"""Generate ``countries.tsv``, ``given.tsv`` and ``outlets.tsv``: ``python -m training.tables``.

The facts are from public-domain and CC0 data (the CIA World Factbook, the country codes of Open Knowledge) and the list
of outlets in Fundus (MIT); the additions below are our own.
"""

import argparse
import csv
import re
from collections.abc import Iterable
from pathlib import Path

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
# News agencies: name, other names, domain, country.
_AGENCIES = [
    ("TASS", ["ITAR-TASS", "Tass", "ТАСС"], "tass.com", "RUS"),  # noqa: RUF001 -- the agency's own spelling
    ("RIA Novosti", ["RIA", "РИА Новости"], "ria.ru", "RUS"),
    ("Interfax", ["Интерфакс"], "interfax.ru", "RUS"),
    ("Sputnik", [], "sputnikglobe.com", "RUS"),
    ("Reuters", ["Thomson Reuters"], "reuters.com", "GBR"),
    ("Associated Press", ["AP", "The AP", "A.P."], "apnews.com", "USA"),
    ("Agence France-Presse", ["AFP", "Agence France Presse"], "afp.com", "FRA"),
    ("United Press International", ["UPI"], "upi.com", "USA"),
    ("Bloomberg", ["Bloomberg News"], "bloomberg.com", "USA"),
    ("Yonhap", ["Yonhap News Agency", "연합뉴스"], "yna.co.kr", "KOR"),
    ("Korean Central News Agency", ["KCNA", "조선중앙통신"], "kcna.kp", "PRK"),
    ("Xinhua", ["Xinhua News Agency", "新华社"], "xinhuanet.com", "CHN"),
    ("Kyodo", ["Kyodo News"], "kyodonews.net", "JPN"),
    ("Jiji Press", ["Jiji"], "jiji.com", "JPN"),
    ("Deutsche Presse-Agentur", ["dpa", "DPA"], "dpa.com", "DEU"),
    ("ANSA", [], "ansa.it", "ITA"),
    ("EFE", ["Agencia EFE"], "efe.com", "ESP"),
    ("PTI", ["Press Trust of India"], "ptinews.com", "IND"),
    ("ANI", ["Asian News International"], "aninews.in", "IND"),
    ("Anadolu", ["Anadolu Agency", "AA"], "aa.com.tr", "TUR"),
    ("IRNA", ["Islamic Republic News Agency"], "irna.ir", "IRN"),
    ("Fars", ["Fars News Agency"], "farsnews.ir", "IRN"),
    ("Tasnim", ["Tasnim News Agency"], "tasnimnews.com", "IRN"),
    ("SANA", ["Syrian Arab News Agency"], "sana.sy", "SYR"),
    ("WAFA", [], "wafa.ps", "PSE"),
    ("Saudi Press Agency", ["SPA"], "spa.gov.sa", "SAU"),
    ("Ukrinform", [], "ukrinform.net", "UKR"),
    ("Interfax-Ukraine", [], "interfax.com.ua", "UKR"),
    ("BelTA", [], "belta.by", "BLR"),
    ("PAP", ["Polish Press Agency"], "pap.pl", "POL"),
    ("Press Association", ["PA", "PA Media", "PA news agency"], "pa.media", "GBR"),
    ("Australian Associated Press", ["AAP"], "aap.com.au", "AUS"),
    ("Canadian Press", ["The Canadian Press"], "thecanadianpress.com", "CAN"),
]
# Outlets missing from the list of Fundus.
_OUTLETS = [
    ("The New York Times", ["New York Times", "NYT", "The Times", "Times"], "nytimes.com", "USA"),
    ("The Washington Post", ["Washington Post", "The Post", "Post", "WaPo"], "washingtonpost.com", "USA"),
    ("The Wall Street Journal", ["Wall Street Journal", "WSJ", "The Journal", "Journal"], "wsj.com", "USA"),
    ("New York Post", ["The New York Post"], "nypost.com", "USA"),
    ("New York Daily News", ["Daily News"], "nydailynews.com", "USA"),
    ("CNN", ["CNN International", "CNN's"], "cnn.com", "USA"),
    ("MSNBC", [], "msnbc.com", "USA"),
    ("NBC News", ["NBC", "NBC's", "Today show"], "nbcnews.com", "USA"),
    ("CBS News", ["CBS", "CBS This Morning", "60 Minutes", "Face the Nation"], "cbsnews.com", "USA"),
    ("ABC News", ["ABC", "Good Morning America", "This Week"], "abcnews.go.com", "USA"),
    ("Fox News", ["Fox", "Fox News Channel", "Fox Business", "Fox & Friends", "Fox and Friends"], "foxnews.com", "USA"),
    ("PBS", ["PBS NewsHour"], "pbs.org", "USA"),
    ("NPR", ["National Public Radio"], "npr.org", "USA"),
    ("USA Today", ["USA TODAY"], "usatoday.com", "USA"),
    ("Politico", ["POLITICO"], "politico.com", "USA"),
    ("The Hill", [], "thehill.com", "USA"),
    ("The Huffington Post", ["HuffPost", "Huffington Post"], "huffpost.com", "USA"),
    ("BuzzFeed", ["BuzzFeed News"], "buzzfeednews.com", "USA"),
    ("Breitbart", ["Breitbart News", "Breitbart News Daily", "Breitbart News Network"], "breitbart.com", "USA"),
    ("The Daily Caller", ["Daily Caller", "TheDC"], "dailycaller.com", "USA"),
    ("The Daily Beast", ["Daily Beast"], "thedailybeast.com", "USA"),
    ("The Western Journal", ["Western Journal", "Western Journalism"], "westernjournal.com", "USA"),
    ("The Atlantic", [], "theatlantic.com", "USA"),
    ("Time", ["TIME", "Time magazine", "TIME magazine"], "time.com", "USA"),
    ("Newsweek", [], "newsweek.com", "USA"),
    ("Vox", [], "vox.com", "USA"),
    ("The Verge", [], "theverge.com", "USA"),
    ("Axios", [], "axios.com", "USA"),
    ("Vanity Fair", [], "vanityfair.com", "USA"),
    ("Esquire", [], "esquire.com", "USA"),
    ("Forbes", [], "forbes.com", "USA"),
    ("The Boston Globe", ["Boston Globe", "Globe"], "bostonglobe.com", "USA"),
    ("Boston Herald", ["The Boston Herald"], "bostonherald.com", "USA"),
    ("Chicago Tribune", [], "chicagotribune.com", "USA"),
    ("Miami Herald", [], "miamiherald.com", "USA"),
    ("The Financial Times", ["Financial Times", "FT"], "ft.com", "GBR"),
    ("The Times of London", ["Times of London"], "thetimes.co.uk", "GBR"),
    ("The Economist", ["Economist"], "economist.com", "GBR"),
    (
        "BBC",
        ["BBC News", "the BBC", "BBC Radio", "BBC One", "BBC Radio 4", "BBC Russian", "Newsnight"],
        "bbc.co.uk",
        "GBR",
    ),
    ("Sky News", ["Sky"], "news.sky.com", "GBR"),
    ("ITV News", ["ITV", "ITV News"], "itv.com", "GBR"),
    ("Channel 4 News", ["Channel 4"], "channel4.com", "GBR"),
    ("RT", ["Russia Today", "RT.com"], "rt.com", "RUS"),
    ("Kommersant", [], "kommersant.ru", "RUS"),
    ("Izvestia", [], "iz.ru", "RUS"),
    ("Novaya Gazeta", [], "novayagazeta.ru", "RUS"),
    ("Meduza", [], "meduza.io", "RUS"),
    ("Al Jazeera", ["Al-Jazeera"], "aljazeera.com", "QAT"),
    ("Al Arabiya", ["Al-Arabiya"], "alarabiya.net", "SAU"),
    ("Press TV", [], "presstv.ir", "IRN"),
    ("Haaretz", [], "haaretz.com", "ISR"),
    ("The Jerusalem Post", ["Jerusalem Post"], "jpost.com", "ISR"),
    ("The Times of Israel", ["Times of Israel"], "timesofisrael.com", "ISR"),
    ("Global Times", [], "globaltimes.cn", "CHN"),
    ("China Daily", [], "chinadaily.com.cn", "CHN"),
    ("People's Daily", [], "people.cn", "CHN"),
    ("CCTV", ["CGTN"], "cctv.com", "CHN"),
    ("South China Morning Post", ["SCMP"], "scmp.com", "HKG"),
    ("NHK", [], "nhk.or.jp", "JPN"),
    ("Der Spiegel", ["Spiegel"], "spiegel.de", "DEU"),
    ("Bild", [], "bild.de", "DEU"),
    ("Deutsche Welle", ["DW"], "dw.com", "DEU"),
    ("El País", ["El Pais"], "elpais.com", "ESP"),
    ("Le Monde", [], "lemonde.fr", "FRA"),
    ("Radio Free Europe/Radio Liberty", ["Radio Free Europe", "RFE/RL", "Radio Liberty"], "rferl.org", "USA"),
    ("Radio Free Asia", ["RFA"], "rfa.org", "USA"),
    ("Voice of America", ["VOA"], "voanews.com", "USA"),
    ("The Kyiv Independent", ["Kyiv Independent"], "kyivindependent.com", "UKR"),
    ("Ukrainska Pravda", [], "pravda.com.ua", "UKR"),
]
# Given names that are common in reports and nearly always of one gender.
_MALE = """
aaron abdullah adam ahmed alan albert alec alexander alexei amit anatoly anders andrei andrew andrzej anthony
antonio arthur austin barack barry bashar ben benjamin bernie bill billy bob bobby boris bradley brandon brian bruce
bryan carl carlos charles christian christopher chuck colin cyril dan daniel david dennis derek diego dmitri dmitry
don donald douglas dylan edward elijah emil emmanuel emmerson enrique eric erik ethan eugene felix fernando francois
frank fred gabriel gary george gerald giovanni gordon graham greg gregory hans harold harry hassan henry hiroshi
hugh hussein ian ibrahim igor imran ivan jack jacob jacques james jason jeff jeffrey jeremy jerry jesse jim joe john
jonathan jorge jose joseph joshua juan jurgen justin karl keir keith ken kenji kenneth kevin khalid klaus kofi
konstantin kwabena kyle larry lars lawrence lech leo liam logan louis luca luis malcolm marco mark martin mason
matteo matthew max maxim michael miguel mike mikhail mitch mitt mohamed mohammed muhammad mustafa narendra nathan
nawaz neil nelson newt nicholas nigel nikolai noah oleg oliver omar oscar otto patrick paul paul-henri pavel pawel
pedro peter petro philip pierre rahul rajesh ralph randy raymond recep richard rishi robert roger ron ronald roy
rudy rush russell ryan sam samuel scott sean sergei shinzo silvio simon stanislaw stephen steve steven stuart
takeshi ted terrence thomas tim timothy tom tony trevor tyler viktor vincent vladimir volodymyr walter wayne william
willie wolfgang yevgeny yuri yusuf zachary
"""
_FEMALE = """
abigail agnieszka aisha alice amanda amber amy ana anastasia angela angelina ann anna ashley astrid aung barbara
beata benazir betty beverly brenda brigitte brittany carmen carol carolyn catherine charlotte chelsea cheryl
christina christine claire clara condoleezza cristina cynthia danielle debbie deborah debra denise diana diane
dianne donna doris dorothy edith ekaterina elena elise elizabeth ella ellen emily emma eva evelyn ewa fatima frances
francesca galina gina giorgia giulia gloria grace greta gwen hannah harriet heather helen hillary huma indira ines
ingrid irene irina isabel isabella ivanka jacinda jacqueline jane janet janice jennifer jessica joan joyce judith
judy julia julie kamala karen kate katherine kathleen kathryn katie kayla keiko kellyanne khadija kimberly kirsten
laura lauren layla leila linda lisa liz loretta lori lucia lucy ludmila madison maggie margaret maria marie marilyn
marine martha mary megan megyn melania melissa michelle monica nadezhda nadia nancy natalia natalie nicola nicole
nikki nora oksana olga olivia oprah pamela patricia pilar priti priya rachel rebecca rita roberta rosa rosalind
rosie ruth sakura samantha sandra sara sarah segolene sharon shirley sofia sonia sophia stephanie susan svetlana
sylvia tammy tatiana teresa theresa tulsi ursula valentina vera veronica victoria virginia wendy yoko yulia zainab
zoe
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
    rows = {domain: (name, _joined(names), domain, country, "agency") for name, names, domain, country in _AGENCIES}
    rows |= {domain: (name, _joined(names), domain, country, "outlet") for name, names, domain, country in _OUTLETS}
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
