"""The tables of an export, made of what was kept while reports were linked: the same rows as those of an archive."""

from typing import TYPE_CHECKING

from whence.scaling.spark.linking.rows import Kept

if TYPE_CHECKING:  # pyspark is optional
    from pyspark.sql import DataFrame

__all__ = ["LINK_TABLES", "LinkTables", "make_tables"]

LinkTables = dict[str, Kept]
"""What was kept, by name: all that `make_tables` needs."""
LINK_TABLES = ("stories", "claims", "claim_pairs", "passages", "quotations", "people", "entities", "origins")
"""Names of the tables. ``entities`` tells who the sources of reports are; ``origins`` has one row a claim."""
_VERSION = "CAST(1 AS BIGINT)"


def make_tables(kept: LinkTables) -> "dict[str, DataFrame]":
    """Make the tables, by their names, in the order of `LINK_TABLES`."""
    mentions = kept["prepared"].read("item", "explode(mentions) AS one")
    told = mentions.selectExpr("item", "one.key", "one.attribution", "one.start", "one.content")
    claims = told.join(kept["claims"].read(), "key").join(kept["stories"].read(), "item")
    return {
        "stories": kept["stories"].read(
            *_report("item"), f"{_id('st:', 'story')} AS story", "item = story AS is_first"
        ),
        "claims": claims.selectExpr(
            *_report("item"),
            f"{_id('c:', 'claim')} AS claim",
            f"{_id('st:', 'story')} AS story",
            "attribution",
            "start",
            "nullif(content, '') AS words",
        ),
        "claim_pairs": _claim_pairs(kept["claim-pairs"], claims),
        "passages": kept["passages"].read(
            *_report("later"),
            *_report("earlier", "other", "other_version"),
            "later_start AS start",
            "later_end AS end",
            "earlier_start AS other_start",
            "earlier_end AS other_end",
            "same_words",
            f"{_id('r:', 'first')} AS first",
            "first_by",
            "agency",
        ),
        "quotations": kept["quotations"].read(
            *_report("item"), f"{_id('q:', 'quotation')} AS quotation", "start", "nullif(words, '') AS words"
        ),
        "people": kept["people"].read(
            f"{_id('s:', 'person')} AS entity",
            "kind",
            "name",
            *(f"IF(size({name}) = 0, NULL, {name}) AS {name}" for name in ("aliases", "roles", "countries")),
        ),
        "entities": kept["entities"].read(*_report("item"), "source", f"{_id('s:', 'person')} AS entity"),
        "origins": kept["origins"].read(
            f"{_id('c:', 'claim')} AS claim", "reports", "outlets", "least", "most", "origins"
        ),
    }


def _claim_pairs(compared: Kept, claims: "DataFrame") -> "DataFrame":
    pairs = compared.read().where("relation <> 'neither'")
    for side in ("first", "second"):
        of_side = (("key", side), ("item", f"{side}_item"), ("claim", f"{side}_claim"), ("start", f"{side}_start"))
        pairs = pairs.join(claims.selectExpr(*(f"{name} AS {given}" for name, given in of_side)), side)
    return pairs.selectExpr(
        *_report("second_item"),
        *_report("first_item", "other", "other_version"),
        f"{_id('c:', 'second_claim')} AS claim",
        "second_start AS start",
        f"{_id('c:', 'first_claim')} AS other_claim",
        "first_start AS other_start",
        "relation",
        "CAST(score AS DOUBLE) / 1000 AS score",
    )


def _report(item: str, own: str = "id", version: str = "version") -> tuple[str, str]:
    return f"{_id('r:', item)} AS {own}", f"{_VERSION} AS {version}"


def _id(prefix: str, number: str) -> str:
    """Write the id of a number, as `whence.records.id_numbers.hexadecimal` does; null for null."""
    return f"concat('{prefix}', lower(lpad(hex({number} ^ -9223372036854775808L), 16, '0')))"
