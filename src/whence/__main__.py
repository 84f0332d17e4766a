"""The command ``whence``, which ``python -m whence`` is too."""

try:
    from whence.commands.interrupts import end_when_interrupted
except KeyboardInterrupt:
    raise SystemExit(130) from None

__all__ = ["main"]


def main() -> None:
    """Run the command line. An interrupt ends it from the first moment on, while its modules are loaded too."""
    end_when_interrupted()
    from whence.cli import run  # noqa: PLC0415

    run()


if __name__ == "__main__":
    main()
