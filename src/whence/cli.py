"""The command line: one command for each question."""

import shlex
import sys
from collections.abc import Callable, Iterator, MutableMapping
from importlib import import_module
from pathlib import Path

import click

from whence.commands.interrupts import end_if_interrupted, watch_for_interrupt
from whence.commands.progress import print_error
from whence.commands.standard_streams import OutputError, guard_streams
from whence.records.ledger import Ledger
from whence.records.report import Report
from whence.scaling.batch import open_own_reader
from whence.version import VERSION

__all__ = ["main", "run"]

_MODULES = {
    "add": ("add", "reread", "unwatch", "watch"),
    "claims": ("claim", "claims", "origins"),
    "inputs": ("inputs",),
    "link": ("link",),
    "owners": ("owners",),
    "profiles": ("outlet", "source"),
    "query": ("changes", "feeds", "rejected", "reports", "search", "show", "sources", "stats"),
    "read": ("read",),
    "review": ("correct", "corrections", "note", "notes", "questions"),
    "serve": ("serve",),
    "spark": ("spark",),
    "stories": ("compare", "stories", "story"),
    "upkeep": ("check", "compact", "export", "remove"),
}


class _Commands(MutableMapping[str, click.Command]):
    """All commands by name. The module of one is loaded when it is first asked for: all take 0.07 s."""

    def __init__(self) -> None:
        self._module_of = {name: module for module, names in _MODULES.items() for name in names}
        self._loaded: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._loaded:
            self._loaded[name] = getattr(import_module(f"whence.commands.{self._module_of[name]}"), name)
        return self._loaded[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._module_of[name] = ""
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        del self._module_of[name]
        self._loaded.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._module_of)

    def __len__(self) -> int:
        return len(self._module_of)


class _Group(click.Group):
    """Tells whoever names a file or an address where a command should stand how to read it."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in self.commands and ("://" in name or Path(name).exists()):
            ctx.fail(f"“{name}” is no command. To read it: whence read {shlex.quote(name)}")
        return super().resolve_command(ctx, args)


# A command that reads opens its reader with the context's object: a function of the model's name.
@click.group(
    "whence",
    cls=_Group,
    commands=_Commands(),
    context_settings={"help_option_names": ["-h", "--help"], "obj": open_own_reader},
)
@click.version_option(VERSION, prog_name="whence", message="%(prog)s %(version)s")
def main() -> None:
    """Show what every claim in news reports rests on: who says it, how sure they are, and in which words."""


def run(open_reader: Callable[[str], Callable[[Report], Ledger]] = open_own_reader) -> None:
    """Run the command line in a process of its own, and end that.

    Args:
        open_reader: Opens what reads reports, given a model's name or path. Called in every process that reads, so it
            must be picklable.
    """
    guard_streams()
    watch_for_interrupt()
    try:
        main.main(prog_name="whence", obj=open_reader)
    except OutputError as error:  # of help and version; commands end by themselves
        print_error(error)
        sys.exit(error.exit_code)
    finally:
        end_if_interrupted()
