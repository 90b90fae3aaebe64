"""Sets Stillroom up in `.venv` beside this folder, then runs it; quick when that was done before.

    python3 packaging/run.py               opens the window on the sample project; without a display, runs the demo here
    python3 packaging/run.py test [WORDS]  runs every check and the tests; further words go to pytest
    python3 packaging/run.py WORDS         runs `stillroom WORDS`

Standard library only. It must be readable for older Pythons as far as the sentence that asks for a newer one.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import system_libraries
import torch_build

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = ROOT / "packaging" / "locks"
STAMP = VENV / "set-up.json"
LOG = VENV / "set-up.log"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
OLDEST = (3, 11)
CHECKS = [["ruff", "check"], ["ruff", "format", "--check"], ["mypy"], ["lint-imports"], ["pytest"]]


class SetUpError(Exception):
    """What stops the set-up, in a sentence or two for the user."""


def say(text: str) -> None:
    """Tell the user; on stderr, because stdout may have to hold one JSON object."""
    print(text, file=sys.stderr, flush=True)


def machine_problem(python: tuple[int, int], bits: int, system: str, machine: str) -> str:
    """Why Stillroom cannot run on this machine, or ""; the packages it stands on are not made for it."""
    if python < OLDEST:
        return f"Stillroom needs Python {OLDEST[0]}.{OLDEST[1]} or newer, and this is {python[0]}.{python[1]}. Run the same command with a newer one."
    if bits < 64:
        return "Stillroom needs a 64-bit Python, and this one has 32 bits."
    if system == "Darwin" and machine != "arm64":
        return "PyTorch is no longer made for Intel Macs. On a Mac with Apple silicon, use a Python made for it (this one is made for Intel)."
    if system == "Windows" and machine != "AMD64":
        return "llama.cpp's Python package is not made for Windows on ARM. A Python for x64 works there too."
    return ""


def commands(words: list[str], display: bool) -> list[list[str]]:
    """The programs of `.venv` to run, in order, for the words after `run.py`; the main job shows itself in a window where it can."""
    if words[:1] == ["test"]:
        return [*CHECKS[:-1], CHECKS[-1] + words[1:]]
    if not words and display:
        return [["python", "-P", "-m", "stillroom_desktop", "--sample"]]
    return [["stillroom", *(words or ["demo"])]]


def has_display() -> bool:
    """Whether a window can be seen here."""
    if platform.system() in ("Windows", "Darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def wanted_stamp(gpu_driver: bool) -> dict[str, str]:
    """What the set-up depends on. A change of `packages` makes `.venv` anew; one of `project` only registers Stillroom in it again."""
    packages = hashlib.sha256(f"{sys.version} {sys.base_prefix} {ROOT} {torch_build.TORCH} {gpu_driver}".encode())
    for lock in sorted(LOCKS.glob("*.txt")):
        packages.update(lock.read_bytes())
    project = hashlib.sha256((ROOT / "pyproject.toml").read_bytes())
    return {"packages": packages.hexdigest(), "project": project.hexdigest()}


def read_stamp(path: Path) -> dict[str, str]:
    """What the last complete set-up depended on; empty if there was none."""
    try:
        stamp: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp


def steps_to_do(found: dict[str, str], wanted: dict[str, str]) -> str:
    """Either "nothing", "project" or "everything"."""
    if found == wanted:
        return "nothing"
    return "project" if found.get("packages") == wanted["packages"] else "everything"


def venv_line() -> list[str]:
    """The package without which Debian's and Ubuntu's Python makes no environments."""
    return [f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"]


def make_venv() -> None:
    """An empty `.venv` of this Python; what an interrupted set-up left there is removed.

    Raises: SetUpError."""
    VENV.mkdir(exist_ok=True)
    if importlib.util.find_spec("ensurepip") is None:
        if not shutil.which("apt-get"):
            raise SetUpError(
                "This Python has no `venv` and `ensurepip`. Install them with the system's package manager, then run this again."
            )
        line = system_libraries.apt_line(venv_line(), root=system_libraries.may_install())
        if not system_libraries.may_install():
            raise SetUpError(
                f"This Python cannot make environments yet. Type this, then run the same command again:\n  {line}"
            )
        say(f"Installing the system package {venv_line()[0]} ...")
        if not system_libraries.apt_install(venv_line(), LOG):
            raise SetUpError(f"apt-get refused to install it; what it said is in {LOG}. By hand: {line}")
    # A Python that itself runs in an environment must make this one from the Python behind it: it may be the very one that is removed.
    python = getattr(sys, "_base_executable", sys.executable)
    made = subprocess.run(
        [python, "-m", "venv", "--clear", str(VENV)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if made.returncode:
        raise SetUpError(f"The environment in {VENV} could not be made:\n{made.stdout.strip()}")


def pip_install(words: list[str], count: int) -> None:
    """Run pip in `.venv`, its words into the log; on a terminal, count its `count` packages as they come.

    Raises: SetUpError."""
    command = [
        str(BIN / "python"),
        "-m",
        "pip",
        "install",
        "--no-input",
        "--disable-pip-version-check",
        "--progress-bar",
        "off",
        *words,
    ]
    counting = sys.stderr.isatty()
    lines = []
    seen = 0
    pip = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace"
    )
    with LOG.open("a", encoding="utf-8") as log, pip:
        assert pip.stdout is not None
        for line in pip.stdout:
            log.write(line)
            lines.append(line.strip())
            name = re.match(r"(?:Collecting|Processing) (\S+?)(?:[=(;]|\s|$)", line)
            if name and counting:
                seen += 1
                print(
                    f"\r\x1b[K  {min(seen, count)} of {count}: {Path(name.group(1)).name}",
                    end="",
                    file=sys.stderr,
                    flush=True,
                )
            elif line.startswith("Installing collected packages") and counting:
                print("\r\x1b[K  unpacking", end="", file=sys.stderr, flush=True)
    if counting:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    if pip.returncode:
        last = "\n".join(
            "  " + line[:300] for line in [line for line in lines if line.startswith("ERROR")] or lines[-5:]
        )
        raise SetUpError(
            f"pip could not install what is needed (all that it said is in {LOG}):\n{last}\n"
            "Check the network and the disk, then run the same command again."
        )


def pins(*locks: str) -> int:
    """How many packages the lock files name."""
    return sum(
        not line.startswith("#") for lock in locks for line in (LOCKS / lock).read_text(encoding="utf-8").splitlines()
    )


def timed(text: str, words: list[str], count: int) -> None:
    """One step of pip's, announced, with the time it took."""
    say(text + " ...")
    start = time.monotonic()
    pip_install(words, count)
    say(f"  done in {time.monotonic() - start:.0f} s.")


def install_torch(build: torch_build.TorchBuild) -> None:
    """PyTorch in the build that fits; a CUDA build brings its CUDA packages, which it pins itself."""
    words = ["--retries", "2", "--timeout", "30", build.requirement]
    if build.index_url:
        words += ["--index-url", build.index_url]
    if "+cu" in build.requirement:
        words += [word for lock in ("app.txt", "train.txt") for word in ("--constraint", str(LOCKS / lock))]
    else:
        words.append("--no-deps")
    timed(f"Fetching {build.requirement}, about {build.download_gb:g} GB", words, 1)


def set_up() -> None:
    """Bring `.venv` to what the locks say. Safe to interrupt: what has no stamp is made anew.

    Raises: SetUpError."""
    wanted = wanted_stamp(gpu_driver=shutil.which("nvidia-smi") is not None)
    # The stamp alone does not say that the Python behind `.venv` is still there.
    found = read_stamp(STAMP) if shutil.which(str(BIN / "python")) else {}
    to_do = steps_to_do(found, wanted)
    if to_do == "nothing":
        return
    start = time.monotonic()
    if to_do == "everything":
        build = torch_build.choose(platform.system(), torch_build.find_gpus())
        free = shutil.disk_usage(ROOT).free / 1e9
        if free < build.disk_gb and not VENV.exists():
            raise SetUpError(
                f"Stillroom needs about {build.disk_gb:g} GB in {ROOT}, and {free:.1f} GB are free. Free {build.disk_gb - free:.1f} GB more."
            )
        say(f"Setting Stillroom up in {VENV} (once; about {build.disk_gb:g} GB of disk). {build.reason}.")
        STAMP.unlink(missing_ok=True)
        make_venv()
        locks = ["app.txt", "train.txt", "bare.txt"]
        files = [word for lock in locks for word in ("--requirement", str(LOCKS / lock))]
        timed(
            "Fetching the packages of the application, of training and of the tests, about 0.4 GB",
            ["--no-deps", *files],
            pins(*locks),
        )
        install_torch(build)
    STAMP.unlink(missing_ok=True)
    pip_install(["--no-deps", "--no-build-isolation", "--editable", str(ROOT)], 1)
    if to_do == "everything" and platform.system() == "Linux":
        version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
        system_libraries.check(BIN / "python", VENV / "lib" / version / "site-packages", LOG, say)
    STAMP.write_text(json.dumps(wanted), encoding="utf-8")
    say(f"Stillroom is set up ({time.monotonic() - start:.0f} s).")


def run_all(programs: list[list[str]]) -> int:
    """Run programs of `.venv` one after the other; the first exit code that is not 0, or 0."""
    for program in programs:
        if len(programs) > 1:
            say(f"== {' '.join(program)}")
            os.chdir(ROOT)
        command = [str(BIN / program[0]), *program[1:]]
        if os.name == "posix" and program is programs[-1]:
            # The program takes this process over, so that Ctrl-C and other signals reach it alone.
            os.execv(command[0], command)
        # Ctrl-C reaches the program too, which says how it ended.
        signal.signal(signal.SIGINT, lambda *_: None)
        code = subprocess.run(command, check=False).returncode
        if code:
            # A program that a signal ended has a negative code here; shells call that 128 + the signal.
            return code if code > 0 else 128 - code
    return 0


def main(words: list[str]) -> int:
    problem = machine_problem(
        sys.version_info[:2], 64 if sys.maxsize > 2**32 else 32, platform.system(), platform.machine()
    )
    if problem:
        say(problem)
        return 1
    try:
        set_up()
    except SetUpError as error:
        say(str(error))
        return 1
    except OSError as error:
        say(
            f"The set-up could not go on: {error.strerror or error} ({error.filename or VENV}). Mend that, then run the same command again."
        )
        return 1
    except KeyboardInterrupt:
        say("\nStopped. Run the same command again to start the set-up anew; what was fetched is kept.")
        return 130
    return run_all(commands(words, has_display()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
