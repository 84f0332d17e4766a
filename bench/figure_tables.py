"""Which figures the docs show: their tables, row by row, and which bench prints each."""

from dataclasses import dataclass

from bench.fields import FIELDS
from whence.reading.model.package import FAST, QUICK, SHIPPED, full_name

__all__ = ["TABLES", "Row", "Table"]


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its label, and its cells from one run."""

    label: str
    run: str
    """A bench and its options, as they follow ``python -m bench.``."""
    cells: tuple[str, ...]
    """Formats, filled from the run's lines: ``{0[model][cue]}`` is the ``cue`` of the ``model`` in the first line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of figures in a page of the docs; its last column says how to repeat them."""

    page: str
    columns: tuple[str, ...]
    """Above the rows' labels and cells."""
    rows: tuple[Row, ...]


def _compared(place: str) -> tuple[str, ...]:
    """Make cells with the mean confidence, the share that is right, and their number, on dev and fresh."""
    kept = ("confidence", ":.2f"), ("right", ":.2f"), ("count", "")
    return tuple(f"{{0[{part}]{place}[{figure}]{form}}}" for part in ("dev", "fresh") for figure, form in kept)


def _of_each(ratio: str) -> str:
    """Make a cell with a ratio of the default model, of its quick form, and of the small model."""
    return " / ".join(f"{{0[{ratio}][{model}]}}" for model in (SHIPPED, SHIPPED + QUICK, full_name(FAST)))


_SPEED = "speed --peers ../peers --every 2 --what cpu encoder start"
_OTHERS = ("two threads", "a reader for each", "ONNX Runtime 1.20.1", "1.24.1", "1.27.0")
"""With what `bench.same_everywhere` reads reports again, in order."""
_FOUND = (
    "{1[found][passages][recall][all]:.3f}, {1[found][quotations][recall][all]:.3f}, {1[found][claims][recall]:.3f};"
    " {1[found][passages][precision]:.3f}, {1[found][quotations][precision]:.3f}"
)
_LINKED = "{0[cpu_seconds]:.0f} / {0[megabytes][java]:,} + {0[megabytes][driver]:,}"
_PASSAGES = "{0[WHO][recall][all]:.3f} / {0[WHO][precision]:.3f} / {0[WHO][cpu_seconds]}"
_ALIKE = "{LINE[attributions_alike]:.2%} / {LINE[ledgers_alike]} of {LINE[reports]} / {LINE[largest_difference]}"

_MISSED = (
    ("PolNeAR dev: relation", "attributions", "{0[model][relation]:.1f}"),
    (
        "reports kept apart: who / a wrong name; within others: found / right",
        "voices",
        "{0[who]} / {0[wrong_name]}; {0[nested_recall]} / {0[nested_precision]}",
    ),
    ("event type and both parties, nothing given", "events", "{0[found_both_and_type]:.1%}"),
    (
        "events shown of 40 reports kept apart: right / wrong",
        "editors",
        "{0[events_right][0]} / {0[events_wrong][0]}",
    ),
)
"""What is shown of the default model and of the small one: label, bench and cell."""


def _with_both(label: str, bench: str, cell: str) -> tuple[Row, Row]:
    """Make a row for the default model, and one for the small one."""
    return (
        Row(f"{label}, `{SHIPPED}`", bench, (cell,)),
        Row(f"the same, `{FAST}`", f"{bench} --model {FAST}", (cell,)),
    )


TABLES = (
    Table(
        page="README.md",
        columns=("", "whence", "rules", "two people"),
        rows=(
            Row(
                "relation: source and content overlap by half",
                "attributions",
                ("{0[model][relation]:.1f}", "{0[baseline][relation]:.1f}", "75.0"),
            ),
            Row(
                "the same, with attributions within others, which the corpus marks nowhere",
                "attributions",
                ("{0[all][relation]:.1f}", "{0[baseline][relation]:.1f}"),
            ),
            Row(
                "relation, word for word",
                "attributions",
                ("{0[model][relation_exact]:.1f}", "{0[baseline][relation_exact]:.1f}", "63.7"),
            ),
            Row(
                "content, word for word",
                "attributions",
                ("{0[model][content_exact]:.1f}", "{0[baseline][content_exact]:.1f}", "68.5"),
            ),
            Row(
                "source, word for word",
                "attributions",
                ("{0[model][source_exact]:.1f}", "{0[baseline][source_exact]:.1f}", "75.8"),
            ),
            Row("cue", "attributions", ("{0[model][cue]:.1f}", "{0[baseline][cue]:.1f}", "82.1")),
            Row(
                "GUM news: attributions found / false alarms",
                "gum",
                (
                    "{0[model][news][recall]} / {0[model][news][false_alarms]}",
                    "{0[baseline][news][recall]} / {0[baseline][news][false_alarms]}",
                ),
            ),
            Row(
                "GUM news and interviews, which were read while the rules were tuned",
                "gum",
                (
                    "{0[model][all][recall]} / {0[model][all][false_alarms]}",
                    "{0[baseline][all][recall]} / {0[baseline][all][false_alarms]}",
                ),
            ),
            Row("who speaks, of labelled attributions", "speakers", ("{0[who]}",)),
            Row("their kind / naming / relays", "speakers", ("{0[kind]} / {0[naming]} / {0[relays]}",)),
            Row("a wrong name is given", "speakers", ("{0[wrong_name]}",)),
            Row(
                "whole reports kept apart from rules and training: who / a wrong name",
                "voices",
                ("{0[who]} / {0[wrong_name]}",),
            ),
            Row(
                "attributions within others: found / right of those given",
                "voices",
                ("{0[nested_recall]} / {0[nested_precision]}",),
            ),
            Row("relays: found / right of those given", "voices", ("{0[relay_recall]} / {0[relay_precision]}",)),
            Row("one voice listed twice, of all sources", "voices", ("{0[duplicates]}",)),
            Row(
                "names in web text: persons / organisations / places",
                "names",
                ("{0[person]} / {0[organisation]} / {0[place]}",),
            ),
            Row("which of two names a pronoun means", "pronouns", ("{0[f1]}",)),
            Row("the same name in Latin and Cyrillic", "scripts", ("{0[f1]}",)),
            Row(
                "how sure: correlation with readers (UDS) / with annotators of news (MEANTIME)",
                "certainty",
                ("{0[uds][r]:.2f} / {0[meantime][r]:.2f}",),
            ),
            Row("event type, actor and recipient given", "events", ("{0[given]:.1%}", "{0[given_by_dictionary]:.1%}")),
            Row("event type and both parties, nothing given", "events", ("{0[found_both_and_type]:.1%}",)),
            Row(
                "findings: precision / recall, on the labels that the rules were tuned on",
                "findings",
                ("{0[precision]:.1%} / {0[recall]:.1%}",),
            ),
            Row("the same on 26 reports labelled afterwards", "findings", ("{1[precision]:.1%} / {1[recall]:.1%}",)),
            Row("encoder's share of the time reading takes", "speed --what encoder pace", ("{0[share_cpu]:.2f}",)),
            Row(
                "reports of 750 words a second, two cores",
                "speed --what encoder pace",
                ("{0[reports_per_second]:.1f}",),
            ),
            Row("start to first ledger", "start", ("{0[median_seconds]:.2f} s",)),
            Row("peak memory, 84 reports, two processes", "memory", ("{0[peak_megabytes]} MB",)),
            Row("installed, with all it needs", "size", ("{0[installed_megabytes]:.0f} MB",)),
            Row("article text of 181 pages, 4-gram F1", "pages", ("{0[f1]:.1%}",)),
            Row(
                "publisher / headline / byline / time of 30 pages, found where a person finds them",
                "fields",
                (" / ".join(f"{{0[{field}][recall]:.0%}}" for field in FIELDS),),
            ),
            Row(
                "the same of 30 others, on which no fault was looked for",
                "fields",
                (" / ".join(f"{{1[{field}][recall]:.0%}}" for field in FIELDS),),
            ),
            Row(
                "adding 10,000 reports of 300 words, as a share of the pace of reading alone",
                "adding --whole --reports 10000",
                ("{0[share]:.2f}",),
            ),
            Row(
                "peak memory while 100,000 reports are added as a stream, without / with the model",
                "adding --reports 100000",
                ("{0[peak_megabytes]} / {0[peak_megabytes_with_model]} MB",),
            ),
            Row(
                "search over 100,000 reports, median / 95th percentile",
                "searching",
                ("{2[median]:.0f} / {2[percentile_95]:.0f} ms",),
            ),
            Row(
                "the same where nothing of the file is in memory",
                "searching",
                ("{1[median]:.0f} / {1[percentile_95]:.0f} ms",),
            ),
            Row(
                "longest wait of one who asks while an import writes; errors",
                "waiting",
                ("{0[longest]:.0f} ms; {0[failed]}",),
            ),
            Row(
                "an import killed again and again and then finished: archives as without a kill",
                "killing",
                ("{0[kills_whose_archive_is_equal_in_the_end]} of {0[kills]}",),
            ),
        ),
    ),
    Table(
        page="docs/findings/README.md",
        columns=("reports", "precision", "recall"),
        rows=(
            Row("sixty that the rules were tuned on", "findings", ("{0[precision]:.1%}", "{0[recall]:.1%}")),
            Row("twenty-six labelled afterwards", "findings", ("{1[precision]:.1%}", "{1[recall]:.1%}")),
        ),
    ),
    Table(
        page="docs/confidence.md",
        columns=("confidence", "dev: mean", "right", "of", "fresh: mean", "right", "of"),
        rows=(
            *(
                Row(f"0.{tenth} to {(tenth + 1) / 10:.1f}", "calibration", _compared(f"[tenths][0.{tenth}]"))
                for tenth in range(4, 10)
            ),
            Row("all", "calibration", _compared("")),
            Row("ECE", "calibration", ("{0[dev][error]:.3f}", "", "", "{0[fresh][error]:.3f}")),
            Row(
                "ECE, with quotations that have no cue, which PolNeAR marks nowhere",
                "calibration",
                ("{0[dev][error_with_uncued]:.3f}",),
            ),
            Row("ECE by chance", "calibration", ("{0[dev][by_chance]:.3f}", "", "", "{0[fresh][by_chance]:.3f}")),
            Row("ECE, crossed", "calibration", ("{0[dev][crossed]:.3f}",)),
        ),
    ),
    Table(
        page="docs/scaling.md",
        columns=("", "on Spark"),
        rows=(
            Row(
                "rows of all tables that are missing / too many, of all: read in one task",
                "spark_reading",
                ("{0[missing]} / {0[more]} of {0[rows]:,}",),
            ),
            Row(
                "in three tasks, while a worker is killed",
                "spark_reading",
                ("{1[missing]} / {1[more]} of {1[rows]:,}",),
            ),
            Row("in eight tasks", "spark_reading", ("{2[missing]} / {2[more]} of {2[rows]:,}",)),
            Row(
                "the examples on two executors, while one is killed: rows missing / too many",
                "spark_reading --what executors",
                ("{0[missing]} / {0[more]} of {0[rows]:,}",),
            ),
            Row(
                "988 reports, in two processes / on two cores with Spark: reports a second",
                "spark_reading --what pace --reports 1000",
                ("{0[processes]} / {0[spark]}",),
            ),
            Row(
                "1,000 planted reports linked while a worker is killed in each step: rows missing / too many",
                "spark_linking --reports 800 --alone --kill worker",
                ("{2[missing]} / {2[more]} of {2[all_rows]:,}, {1[kills]} killed",),
            ),
            Row(
                "the same, while an executor is killed in each step",
                "spark_linking --reports 800 --alone --kill executor --master 'local-cluster[2,1,1024]'",
                ("{2[missing]} / {2[more]} of {2[all_rows]:,}, {1[kills]} killed",),
            ),
            Row(
                "25,200 planted reports linked: rows missing / too many, compared with one machine",
                "spark_linking --reports 25000 --against ../linked",
                ("{1[missing]} / {1[more]} of {1[all_rows]:,}",),
            ),
            Row(
                "CPU seconds / memory of the driver in MB, Java and Python",
                "spark_linking --reports 25000 --against ../linked",
                (_LINKED,),
            ),
            Row(
                "the same for 5,200 planted reports",
                "spark_linking --reports 5000 --skewed",
                (_LINKED,),
            ),
            Row(
                "half of these ending with the same words: how many times the CPU seconds",
                "spark_linking --reports 5000 --skewed",
                ("{2[times_cpu]}",),
            ),
            Row("CPU seconds / MB for 50,200 planted reports", "spark_linking --reports 50000", (_LINKED,)),
            Row("CPU seconds / MB for 100,200", "spark_linking --reports 100000", (_LINKED,)),
            Row(
                "what is found of the planted: passages, quotations, claims; precision of passages, of quotations",
                "spark_linking --reports 100000",
                (_FOUND,),
            ),
            Row(
                "passages that 10,000 planted reports share: recall / precision / CPU seconds",
                "passim --reports 10000 --seriatim 'seriatim --fields publisher'",
                (_PASSAGES.replace("WHO", "whence_on_spark"),),
            ),
            Row(
                "the same with passim",
                "passim --reports 10000 --seriatim 'seriatim --fields publisher'",
                (_PASSAGES.replace("WHO", "passim"),),
            ),
        ),
    ),
    Table(
        page="docs/speed.md",
        columns=("", "measured"),
        rows=(
            Row(
                "CPU seconds of `en-9` / `en-9-quick` / `fast`, every second report of PolNeAR dev, one thread",
                "arithmetic",
                ("{0[float32_cpu_seconds]} / {0[int8_cpu_seconds]} / {0[fast_cpu_seconds]}",),
            ),
            Row(
                "CPU time of `en-9` / `en-9-quick` / `fast`, as a multiple of that of spaCy's small English pipeline",
                _SPEED,
                (_of_each("to_spacy"),),
            ),
            Row("the same as a multiple of whence at commit 37e2dad", _SPEED, (_of_each("to_earlier"),)),
            Row("`en-9` as a multiple of the bare encoder pass", _SPEED, ("{0[to_encoder]}",)),
            Row(
                "start to the ledger of a report of 750 words, CPU time as a multiple of the same commit",
                _SPEED,
                ("{0[start_cpu_to_earlier]}",),
            ),
            Row(
                "CPU milliseconds of `import whence` / of `from whence import Reader`",
                _SPEED,
                ("{0[import_milliseconds]} / {0[import_reader_milliseconds]}",),
            ),
            *(row for label, bench, cell in _MISSED for row in _with_both(label, bench, cell)),
            *(
                Row(
                    f"attributions / ledgers alike with {other} / largest difference of a confidence",
                    "same_everywhere",
                    (_ALIKE.replace("LINE", str(line)),),
                )
                for line, other in enumerate(_OTHERS)
            ),
        ),
    ),
)
