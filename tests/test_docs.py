"""The docs check: what is documented exists, what exists is documented, links lead somewhere and examples run."""

import doctest
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import get_args

import click
import pytest
from click.testing import CliRunner

from tests.support.checkouts import git
from whence.intake.formats.text import read_plain_text
from whence.records.finding_kinds import FINDING_KINDS
from whence.records.ledger import FindingKind
from whence.showing.wording import COLOURINGS, FOOTINGS, VOICES

HOME = Path(__file__).parent.parent
PAGES = sorted([*HOME.glob("*.md"), *(HOME / "docs").rglob("*.md"), HOME / "findings" / "README.md"])
READ = "pip install . && whence read examples/harbour.txt"
TEST = "pip install -e '.[test]' && pytest"
FINDINGS = HOME / "docs" / "findings"
PROSE = [page for page in PAGES if page.name != "CHANGELOG.md"] + [
    HOME / "bench/README.md",
    HOME / "training/README.md",
    HOME / "training/LOG.md",
    HOME / "training/labels/GUIDELINE.md",
]
TURNS = [
    r"\b(?:tell|tells|told|telling) of\b",
    r"\b(?:is|are|was) told\b",
    r"\btells? (?:how|why|what|when|whether|which|who|whom)\b",
    r"\bwhom it means\b",
    r"\blets? tell\b",
    r"\bas what\b",
    r"\bof which\b",
    r"\bthat which\b",
    r"\bby which it\b",
    r"\bby (?:what|the) way\b",
    r"\b(?:by way|the word) of (?:an?|another|somebody)\b",
    r"\bas it (?:is|should be)\b(?! (?:\w+ed|written)\b)",
    r"\bthere is none\b",
    r"\b(?:is|are) known by\b",
    r"\bone (?:that|which|whom)\b",
    r"\b(?:that|which|who) begins? so\b",
    r"\bunless you say otherwise\b",
    r"\bkept back\b",
    r"\b(?:goes|go) on where\b",
    r"\b(?:strike|struck) off\b",
    r"\b(?:passed|passes) over\b",
    r"\b(?:comes?|came) (?:in|by)\b",
    r"\bcan be said\b",
    r"\bmend(?:s|ed)?\b",
    r"\b(?:said|asked|put) (?:to|of) (?:nobody|somebody)\b",
    r"\bin somebody.s mouth\b",
    r"\bcan(?:not)? be told\b",
    r"\bsooner done\b",
    r"\bby its own word\b",
    r"\b(?:breaks?|broke|broken) off\b",
    r"\bsound copy\b",
    r"\b(?:was|were|is|are) (?:not )?asked for\b",
    r"\bcalled so\b",
    r"\banew\b",
    r"\bfor want of\b",
    r"\ball the same\b",
    r"\bread off\b",
    r"\bis no (?:archive|feed|file|report|text|valid|web)\b",
    r"\bbe heeded\b",
]
"""Turns of phrase that readers stumble over. CONTRIBUTING.md says how to write instead."""
KINDS = get_args(FindingKind)


def blocks(markdown, language):
    """Cut out the fenced blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", markdown, re.MULTILINE | re.DOTALL)


def runnable(markdown):
    """Cut out the commands that run as they stand, but for the two that CI runs."""
    return [line for block in blocks(markdown, "sh") for line in block.splitlines() if line not in {READ, TEST}]


def paste(command):
    """Run a command as whoever pastes it would: in this process, which is sooner done, if it does without a shell."""
    from whence.cli import main  # noqa: PLC0415  most checks need no command line

    program, *arguments = shlex.split(command, comments=True)
    if program == "whence" and not set(command) & set("<>*$|&;"):
        done = CliRunner().invoke(main, arguments)
        return done.exit_code, done.output
    by_path = f'whence() {{ {shlex.quote(sys.executable)} -m whence "$@"; }}\n{command}'
    done = subprocess.run(["sh", "-c", by_path], capture_output=True, text=True, check=False)  # noqa: S603, S607
    return done.returncode, done.stderr


def awkward_turns(prose):
    """Find turns of phrase from `TURNS`. Code, and what stands in quotation marks or italics, are examples."""
    plain = re.sub(r"^```.*?^```$|`[^`\n]*`|“[^”]*”|\*[^*\n]+\*", " … ", prose, flags=re.MULTILINE | re.DOTALL)
    words = " ".join(re.sub(r'"[^"\n]*"', " … ", plain).split())
    return [found.group() for turn in TURNS for found in re.finditer(turn, words, re.IGNORECASE)]


def descriptions(schema):
    """List the descriptions in a JSON Schema."""
    if isinstance(schema, list):
        return [text for part in schema for text in descriptions(part)]
    if not isinstance(schema, dict):
        return []
    own = [schema["description"]] if isinstance(schema.get("description"), str) else []
    return own + [text for part in schema.values() for text in descriptions(part)]


def anchors(markdown):
    """Name the places that links within a page can lead to."""
    prose = re.sub(r"^```.*?^```$", "", markdown, flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", prose, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def broken_links(page):
    """Find links to files or headings that are not there. Addresses are not fetched."""
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        path, _, anchor = link.partition("#")
        if "://" in path:
            continue
        target = page.parent / path if path else page
        if not target.exists() or (anchor and anchor not in anchors(target.read_text(encoding="utf-8"))):
            yield link


def missing_paths(markdown):
    """Find paths of files and folders that are neither in the repository's root nor in the package."""
    named = re.findall(r"(?<![\w./-])(?:[\w-]+/)+(?:[\w-]+(?:\.\w+)+)?|(?<![\w./-])[\w-]+\.py\b", markdown)
    return [path for path in named if not (HOME / path).exists() and not (HOME / "src" / "whence" / path).exists()]


def sections(markdown):
    """Cut a page at its headings of the second rank."""
    parts = re.split(r"^## ", markdown, flags=re.MULTILINE)[1:]
    return {part.splitlines()[0]: part for part in parts}


def documented_options(markdown):
    """Read each command's options off its section: from the first column of its tables.

    A section that links to one that is no command's has the options of that one, too.
    """
    options = {
        heading: set(re.findall(r"^\| `(--[\w-]+)", part, re.MULTILINE)) for heading, part in sections(markdown).items()
    }
    shared = {
        f"](#{other.lower().replace(' ', '-')})": found for other, found in options.items() if "whence" not in other
    }
    return {
        heading: options[heading].union(*(found for link, found in shared.items() if link in part))
        for heading, part in sections(markdown).items()
        if heading.startswith("whence ")
    }


def all_commands(group, *above):
    """List the commands of a group by their names, and those of the groups in it: ``spark read``."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from all_commands(command, *above, name)
        else:
            yield " ".join([*above, name]), command


def existing_options(group):
    """Ask the command line itself for each command's options."""
    return {
        f"whence {name}": {
            option
            for part in command.params
            if isinstance(part, click.Option)
            for option in part.opts
            if "--" in option
        }
        for name, command in all_commands(group)
    }


def test_every_command_and_option_is_documented_and_no_other():
    from whence.cli import main  # noqa: PLC0415  the other checks need no command line

    documented = documented_options((HOME / "docs" / "commands.md").read_text(encoding="utf-8"))
    assert documented == existing_options(main)


@pytest.mark.parametrize("page", PROSE, ids=lambda page: str(page.relative_to(HOME)))
def test_the_docs_are_in_plain_words(page):
    assert awkward_turns(page.read_text(encoding="utf-8")) == []


def test_help_schema_and_headings_are_in_plain_words():
    from whence.cli import main  # noqa: PLC0415  the other checks need no command line

    commands = [main, *main.commands.values(), *(command for _, command in all_commands(main))]
    told = [command.get_help(click.Context(command)) for command in commands]
    told += descriptions(json.loads((HOME / "docs" / "form.schema.json").read_text(encoding="utf-8")))
    told += [text for kind in FINDING_KINDS.values() for text in (kind.heading, kind.rule)]
    told += [*COLOURINGS.values(), *FOOTINGS.values(), *VOICES.values()]
    assert len(told) > 100
    assert [(turns, text) for text in told if (turns := awkward_turns(text))] == []


def test_every_command_is_called_as_its_section_shows():
    from whence.cli import main  # noqa: PLC0415  the other checks need no command line

    parts = sections((HOME / "docs" / "commands.md").read_text(encoding="utf-8"))
    shown = {name: blocks(parts[f"whence {name}"], "text")[0].splitlines()[0] for name, _ in all_commands(main)}
    called = {
        name: " ".join(["whence", name, *command.collect_usage_pieces(click.Context(command))])
        for name, command in all_commands(main)
    }
    assert shown == called


def test_every_kind_of_finding_has_a_page_and_a_row_and_nothing_else_has():
    assert {page.stem for page in FINDINGS.glob("*.md")} == {"README", *KINDS}
    rows = re.findall(r"^\| \[(.+)\]\(\1\.md\) \| .+ \|$", (FINDINGS / "README.md").read_text("utf-8"), re.MULTILINE)
    assert tuple(rows) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_a_finding_is_found_and_asked_about_as_its_page_shows(kind, reader):
    page = (FINDINGS / f"{kind}.md").read_text("utf-8")
    (example,), (asked,) = blocks(page, "text"), blocks(page, "console")
    found = [one for one in reader.read(read_plain_text(example, name=kind)).findings if one.kind == kind]
    shown = " ".join(asked.split())
    assert [one.note in shown and one.rule in shown for one in found] == [True]
    assert shown.startswith(FINDING_KINDS[kind].heading)
    assert page.startswith(f"# {kind}\n\n**{FINDING_KINDS[kind].heading}.** ")
    assert f"`--findings=-{kind}`" in page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HOME)))
def test_links_lead_somewhere(page):
    assert list(broken_links(page)) == []


def test_every_script_about_other_software_can_be_run_and_has_a_row_and_nothing_else_has():
    folder = HOME / "findings"
    scripts = sorted(path.name for path in folder.iterdir() if path.name != "README.md")
    assert re.findall(r"^\| \[(.+)\]\(\1\) \|", (folder / "README.md").read_text("utf-8"), re.MULTILINE) == scripts
    assert [name for name in scripts if not os.access(folder / name, os.X_OK)] == []


def test_every_path_in_the_architecture_page_exists():
    assert missing_paths((HOME / "docs" / "architecture.md").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HOME)))
def test_python_examples_run(page, monkeypatch):
    monkeypatch.chdir(HOME)
    names = {}
    for block in blocks(page.read_text(encoding="utf-8"), "python"):
        example = doctest.DocTestParser().get_doctest(block, names, page.name, str(page), 0)
        complaints = []
        doctest.DocTestRunner().run(example, out=complaints.append, clear_globs=False)
        names = example.globs
        assert example.examples, f"nothing runs in:\n{block}"
        assert complaints == []


@pytest.mark.parametrize("command", [READ, TEST])
def test_the_readme_opens_with_the_two_commands_that_ci_runs(command):
    first_screen = (HOME / "README.md").read_text(encoding="utf-8").split("\n## ")[0]
    assert f"{command}\n" in blocks(first_screen, "sh")
    assert f"\n({command})\n" in (HOME / ".ci" / "run").read_text(encoding="utf-8")


def test_all_files_of_the_example_folder_are_reports(checkout):
    assert {path.suffix for path in (checkout / "examples").iterdir()} == {".txt"}


def test_every_command_in_the_docs_runs_as_it_stands_and_leaves_the_checkout_clean(checkout, monkeypatch):
    for report in (checkout / "examples").glob("*.txt"):
        if report.stem not in {"gazette", "harbour", "meridian", "quayside"}:
            report.unlink()  # four are enough, and sooner read
    monkeypatch.chdir(checkout)
    pages = [HOME / "README.md", *sorted((HOME / "docs").glob("*.md"))]
    commands = [command for page in pages for command in runnable(page.read_text(encoding="utf-8"))]
    for command in dict.fromkeys(commands):
        exit_code, output = paste(command)
        assert exit_code == 0, f"{command}\n{output}"
    assert git(checkout, "ls-files", "--others", "--exclude-standard") == []


def test_the_readme_and_the_page_on_links_show_what_their_commands_print(checkout, monkeypatch):
    monkeypatch.chdir(checkout)
    monkeypatch.setenv("COLUMNS", "80")
    pages = [(HOME / name).read_text("utf-8") for name in ("README.md", "docs/links.md")]
    commands = [command.partition(" #")[0].rstrip() for page in pages for command in runnable(page)]
    (add,) = {command for command in commands if command.startswith("whence add")}
    assert paste(add)[0] == 0
    for page in pages:
        (shown,) = [block for block in blocks(page, "text") if block.startswith("$ ")]
        command, printed = shown.removeprefix("$ ").split("\n", 1)
        assert paste(command) == (0, printed)


# The checks themselves can fail.


@pytest.mark.parametrize("command", ["whence read gone.txt", "whence read gone.txt > out.txt", "gone"])
def test_a_command_that_fails_is_found(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert paste(command)[0] != 0


def test_commands_are_those_of_sh_blocks_but_for_the_two_that_ci_runs():
    page = f"```sh\n{READ}\nwhence read a\n```\n\n```text\nwhence read b\n```\n"
    assert runnable(page) == ["whence read a"]


@pytest.mark.parametrize(
    "sentence",
    [
        "An event that is told of beneath the headline.",
        "A pronoun of which the report does not\nlet tell whom it means.",
        "What there is none of is null.",
        "Look whether an archive is as it should be.",
        "As what an event is told.",
        "Every word that begins so; the file that is known by its name.",
        "Mend what can be mended.",
        "That is no valid address: it broke off, and what it is cannot be told.",
    ],
)
def test_an_awkward_sentence_is_found(sentence):
    assert awkward_turns(sentence)


def test_examples_may_quote_what_people_say():
    page = '# Tides\n\n*It is told of*, “whom it means”, "that which" and `as what`.\n\n```text\nkept back\n```\n'
    assert awkward_turns(page) == []


def test_a_link_to_nowhere_is_found(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "# Tides\n[a](page.md) [b](#tides) [c](https://tide.example/) [d](gone.md) [e](#ebbs)", encoding="utf-8"
    )
    assert list(broken_links(page)) == ["gone.md", "#ebbs"]


def test_a_path_that_does_not_exist_is_found():
    page = "`cli.py` `ebb.py` [c](../README.md) `docs/form.schema.json`, intake/load.py intake/tide.py\ntides/ records/"
    assert missing_paths(page) == ["ebb.py", "intake/tide.py", "tides/"]


def test_the_options_of_a_command_are_read_from_both_sides():
    @click.group()
    def tides():
        pass

    @tides.command()
    @click.option("--height", "-h")
    @click.option("--low/--high")
    @click.argument("place")
    def show():
        pass

    page = (
        "# Tides\n\n## whence show\n\nNot `--this`; [these](#which-tides).\n\n| option | does |\n"
        "| `--height N` | one |\n"
        "\n## Which tides\n\n| `--low` | two |\n"
    )
    assert existing_options(tides) == {"whence show": {"--height", "--low"}}
    assert documented_options(page) == existing_options(tides)
