"""Renders every page of the window in every state to PNG, light and dark, in a small and a large window.

    .venv/bin/python tests/desktop/screenshots.py OUT [--only PAGE] [--language de]   into the folder OUT

Look at them all after a change of the window. They are the real widgets on the sample project: teaching really runs, and what
would take minutes (training, scoring, chat, export) is played, with invented figures. So they are for looking at the window
only; the README's pictures are of a real run.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

SIZES = ((1024, 700), (1680, 1050))


def main() -> None:
    parser = argparse.ArgumentParser(description="Render the window's pages to PNG.")
    parser.add_argument("out", metavar="OUT", type=Path, help="the folder for the pictures")
    parser.add_argument("--only", metavar="PAGE", help="only this page's")
    parser.add_argument("--language", default="en", help="en or de")
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        prepare(Path(home))
        render(Path(home), words.out, words.only, words.language)


def prepare(home: Path) -> None:
    """A home of its own, so that nothing of the user's is shown or changed, and no screen."""
    os.environ |= {
        "HOME": str(home),
        "QT_QPA_PLATFORM": "offscreen",
        "STILLROOM_CONFIG": str(home / ".config" / "stillroom"),
        "STILLROOM_CACHE": str(home / ".cache" / "stillroom"),
    }
    (home / ".cache" / "stillroom" / "students" / "smollm2-135m-instruct").mkdir(parents=True)


def render(home: Path, out: Path, only: str | None, language: str) -> None:
    """All scenes, or those of one page, in every theme and size."""
    from PySide6.QtWidgets import QApplication

    sys.path.append(str(Path(__file__).resolve().parents[1]))  # what the scenes share with other tests
    from scenes import scenes, settle

    from stillroom_desktop.theme import theme

    out.mkdir(parents=True, exist_ok=True)
    app, window, fake = open_window(language)
    for scene in scenes(window, fake, home):
        if only and scene.page != only:
            continue
        for mode in ("light", "dark"):
            theme.apply(app, mode)
            for width, height in SIZES if scene.shown is window else (SIZES[0],):
                window.resize(width, height)
                settle()
                QApplication.processEvents()
                scene.shown.grab().save(str(out / f"{scene.name}-{mode}-{width}.png"))
        print(scene.name)


def open_window(language: str):  # type: ignore[no-untyped-def]
    from fake_jobs import HARDWARE, FakeRunner
    from PySide6.QtTest import QTest

    from stillroom_desktop.app import make_application, speak
    from stillroom_desktop.window import Window
    from stillroom_desktop.workspace import Workspace

    app = make_application()
    speak(app, language)
    fake = FakeRunner()
    workspace = Workspace(runner=fake, look_at_hardware=lambda: HARDWARE)
    window = Window(workspace)
    window.show()
    QTest.qWait(100)
    return app, window, fake


if __name__ == "__main__":
    sys.exit(main())
