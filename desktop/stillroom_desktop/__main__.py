"""Where the window starts: `stillroom` without words, and `python -m stillroom_desktop [--sample] [DIR]`.

Nothing of Qt is imported until a window is to be opened: the command line, which begins here too, must start at once.
"""

import os
import sys
from pathlib import Path


def command() -> None:
    """The installed command `stillroom`: with words it is the command line, without any it opens the window."""
    if len(sys.argv) == 1 and has_display():
        sys.exit(main([]))
    from stillroom.cli import main as command_line

    command_line()  # without words, it says that there is no display


def has_display() -> bool:
    """Whether a window can be seen here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def main(arguments: list[str]) -> int:
    """Open the window on the project in a folder, or with --sample on the sample; the exit status of the program."""
    import argparse

    parser = argparse.ArgumentParser("python -m stillroom_desktop", description="Open Stillroom's window.")
    parser.add_argument("folder", metavar="DIR", nargs="?", type=Path, help="the folder of a project")
    parser.add_argument("--sample", action="store_true", help="open the sample project; it is made if it is not there")
    words = parser.parse_args(arguments)
    if words.sample and words.folder:
        parser.error("give a project's folder or --sample, not both")
    from stillroom_desktop.app import run

    return run(words.folder, sample=words.sample)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
