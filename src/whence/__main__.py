"""Let ``python -m whence`` be the command ``whence``."""

from whence.cli import main

if __name__ == "__main__":
    main(prog_name="whence")
