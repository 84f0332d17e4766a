"""The command ``whence``, which ``python -m whence`` is too."""

import atexit
import gc

try:
    from whence.commands.interrupts import end_when_interrupted
except KeyboardInterrupt:
    raise SystemExit(130) from None

__all__ = ["main"]


def main() -> None:
    """Run the command line. An interrupt ends it from the first moment on, while its modules are loaded too."""
    end_when_interrupted()
    # No module that is loaded is garbage: to look through all of them would take 5 % of a command that reads one
    # report, and 10 % at its end.
    atexit.register(gc.freeze)
    gc.disable()
    from whence.cli import run  # noqa: PLC0415

    gc.freeze()
    gc.enable()
    run()


if __name__ == "__main__":
    main()
