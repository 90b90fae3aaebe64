"""Writes packaging/locks/app.txt and train.txt anew from pyproject.toml: exact versions for every platform and Python that Stillroom runs on.

    python3 packaging/renew_locks.py                          keeps the pins that still fit
    python3 packaging/renew_locks.py --upgrade                takes the newest versions inside the ranges
    python3 packaging/renew_locks.py --upgrade-package NAME   only this one

Needs `uv` on the PATH. packaging/locks/bare.txt is kept by hand.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "packaging" / "locks"
# torch and what only its CUDA builds need: run.py takes these to fit the machine's GPU, and torch itself pins them exactly.
TORCH = re.compile(r"(torch|triton|nvidia-[a-z0-9-]+|cuda-[a-z0-9-]+)==")
HEADER = "# {what}. Made by packaging/renew_locks.py: do not edit. Complete, so installed with --no-deps.\n"


def compile_pins(extras: list[str], output: Path, words: list[str]) -> list[str]:
    """Resolve the project with these extras; the pins already in `output` are kept where they fit."""
    command = [
        "uv",
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--python-version",
        "3.11",
        "--no-header",
        "--no-annotate",
    ]
    for extra in extras:
        command += ["--extra", extra]
    subprocess.run([*command, *words, "--output-file", str(output), "pyproject.toml"], cwd=ROOT, check=True)
    return output.read_text(encoding="utf-8").splitlines()


def main(words: list[str]) -> None:
    app_lock, train_lock = LOCKS / "app.txt", LOCKS / "train.txt"
    with tempfile.TemporaryDirectory() as folder:
        everything, app_only = Path(folder, "all.txt"), Path(folder, "app.txt")
        everything.write_text(
            "".join(lock.read_text(encoding="utf-8") for lock in (app_lock, train_lock) if lock.is_file()),
            encoding="utf-8",
        )
        pins = compile_pins(["dev", "train"], everything, words)
        app = compile_pins(["dev"], app_only, ["--constraint", str(everything)])
    train = [pin for pin in pins if pin not in app and not TORCH.match(pin)]
    for lock, what, lines in (
        (app_lock, "The application and the tools of its tests", app),
        (train_lock, "What training adds, without torch (see packaging/torch_build.py)", train),
    ):
        lock.write_text(HEADER.format(what=what) + "\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
