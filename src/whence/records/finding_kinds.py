"""The published rules behind the findings, told in our words: which standard asks for what."""

from whence.records.ledger import FindingKind

__all__ = ["RULES"]

_AP = "AP, Statement of News Values and Practices"
_AP_STYLE = "AP Stylebook"
_REUTERS = "Reuters, Handbook of Journalism"
_TIMES = "The New York Times, Guidelines on Integrity"

RULES: dict[FindingKind, str] = {
    "unnamed-only": f"{_AP}, anonymous sources: seek a second source where one is not named",
    "anonymity-without-reason": f"{_AP}, anonymous sources: tell why the source asked not to be named",
    "bare-source": f"{_REUTERS}, sourcing: describe an unnamed source as closely as can be",
    "plural-for-one": f"{_REUTERS}, sourcing: never write of sources where there was one",
    "second-hand": f"{_AP}, credit: say what was taken from others, and seek to confirm it oneself",
    "unlinked-document": f"{_REUTERS}, sourcing: say which document it is and how it was come by",
    "no-source": f"{_REUTERS}, attribution: whatever is not plain fact needs a source in view",
    "headline-attribution": f"{_REUTERS}, headlines: a headline has to be borne out by the text and keep its sourcing",
    "headline-hedge": f"{_TIMES}, headlines: no surer than the text beneath",
    "headline-overstates": f"{_TIMES}, headlines: no more than the text beneath",
    "disagreement": f"{_AP}, accuracy: figures, names and dates have to agree",
    "role-contradicted": f"{_AP}, accuracy: check titles and offices",
    "scare-quotes": f"{_AP_STYLE}, quotation marks: none around ordinary words that nobody is quoted for",
    "denied": f"{_REUTERS}, accuracy and balance: where accounts conflict, show both side by side",
    "no-response": f"{_AP}, responses: make every effort to reach whoever is shown in a bad light, and say so",
}
