"""The tool environment: the Python packages that a project's tools need, in an environment of their own and never in Stillroom's.

It lies in the user's cache, one for each list of packages and Python, whole or not at all. `uv` makes it, or pip where there is no
uv for this system. Packages come ready built: nothing is compiled, and no package's code runs while it is installed.
"""

import contextlib
import errno
import os
import platform
import queue
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import IO

import msgspec
import psutil

from stillroom.conversation import digest
from stillroom.errors import KnownError, StillroomError, ToolError, from_os_error
from stillroom.jobs import Event, Finished, JobContext, Note, Stage, Stopped
from stillroom.paths import cache_folder
from stillroom.tools.words import clipped, shown

PACKAGES = "packages"
"""The fact of a project that holds the list of what its tools need, each as pip would take it: `pypdf>=6`."""

_REQUIREMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\s*(\[[A-Za-z0-9._,\s-]*\])?\s*([<>=!~;].*)?")
_STALE = 24 * 3600.0
_UNFINISHED = ".making-"


class PackagesParams(msgspec.Struct, frozen=True):
    packages: tuple[str, ...]


def check_packages(packages: Sequence[str]) -> tuple[str, ...]:
    """The list as a project keeps it: each once, without blank space around it.

    Raises:
        ToolError: one is no name of a package, with a version or without.
    """
    found = tuple(dict.fromkeys(package.strip() for package in packages))
    for package in found:
        if not _REQUIREMENT.fullmatch(package):
            raise ToolError(
                "No package", f"{shown(package)} is no name of a package.", "Write for example pypdf, or pypdf>=6."
            )
    return found


def tool_environment(packages: Sequence[str]) -> Path | None:
    """The python program of the environment with these packages; None if it is not installed."""
    python = _python(_folder(packages))
    return python if python.exists() else None


def needed_environment(packages: Sequence[str]) -> Path | None:
    """The python program that tools which need these packages run with; None if they need none, and Stillroom's own will do.

    Raises:
        ToolError: they are not installed.
    """
    python = tool_environment(packages) if packages else None
    if packages and python is None:
        raise ToolError(
            "The tools' packages are not installed",
            f"The project's tools need {', '.join(packages)}.",
            "Install them with: stillroom tools packages install",
        )
    return python


def install_packages(context: JobContext, params: PackagesParams) -> Iterator[Event]:
    """The job `packages`: make the tool environment; nothing to do where it is made.

    Raises:
        ToolError: a package is not there for this Python, or two do not go together; the message says which.
        KnownError: there is no connection, or no room.
    """
    packages = check_packages(params.packages)
    target = _folder(packages)
    if packages and not _python(target).exists():
        yield Stage("Installing packages")
        try:
            yield from _install(packages, target, context.stop)
        except OSError as error:
            raise from_os_error(error, target) from error
    installed = sorted(path.name.removesuffix(".dist-info") for path in target.rglob("*.dist-info"))
    yield Finished({"packages": list(packages), "installed": installed, "folder": str(target) if packages else ""})


def _install(packages: tuple[str, ...], target: Path, stop: threading.Event) -> Generator[Event, None, None]:
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in target.parent.glob(f"{_UNFINISHED}*"):  # by one that was killed
        if time.time() - left.stat().st_mtime > _STALE:
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=_UNFINISHED, ignore_cleanup_errors=True) as folder:
        made = Path(folder) / "environment"
        for command in _commands(made, packages):
            yield from _run(command, stop)
        with contextlib.suppress(OSError):  # another one was quicker
            made.replace(target)
    if not _python(target).exists():
        raise KnownError("The packages were not installed", f"{target} could not be written.", "Try again.")


def _commands(folder: Path, packages: tuple[str, ...]) -> list[list[str]]:
    import uv

    wheels = ("--only-binary", ":all:")
    try:
        program = uv.find_uv_bin()
    except FileNotFoundError:
        pip = [str(_python(folder)), "-I", "-m", "pip", "--disable-pip-version-check", "--no-input"]
        return [[sys.executable, "-m", "venv", str(folder)], [*pip, "install", *wheels, "--", *packages]]
    plain = (program, "--no-progress", "--color", "never", "--no-python-downloads", "--directory", str(folder.parent))
    return [
        [*plain, "venv", "--no-project", "--relocatable", "--python", sys.executable, str(folder)],
        [*plain, "pip", "install", *wheels, "--python", str(_python(folder)), "--", *packages],
    ]


def _run(command: list[str], stop: threading.Event) -> Generator[Event, None, None]:
    """Run a program to its end, and tell what it installs; all that it prints goes to the run's log.

    Raises:
        Stopped: it was ended because `stop` was set.
        StillroomError: it failed, in words.
    """
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    assert process.stdout
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    reader = threading.Thread(target=_read, args=(process.stdout, lines), daemon=True)
    reader.start()
    said: list[str] = []
    try:
        while (line := _next(lines, stop)) is not None:
            said.append(line)
            sys.stderr.write(line + "\n")
            if installed := re.fullmatch(r" \+ (\S+)==(\S+)", line):
                yield Note(f"Installed {installed[1]} {installed[2]}.")
        if process.wait():
            raise _failure(said)
    finally:
        if process.poll() is None:
            for child in psutil.Process(process.pid).children(recursive=True):
                with contextlib.suppress(psutil.NoSuchProcess):
                    child.kill()
            process.kill()
            process.wait()
        reader.join()
        process.stdout.close()


def _read(output: IO[str], lines: "queue.SimpleQueue[str | None]") -> None:
    for line in output:
        lines.put(line.rstrip())
    lines.put(None)


def _next(lines: "queue.SimpleQueue[str | None]", stop: threading.Event) -> str | None:
    while not stop.is_set():
        with contextlib.suppress(queue.Empty):
            return lines.get(timeout=0.1)
    raise Stopped


def _failure(said: list[str]) -> StillroomError:
    text = "\n".join(said)
    if "No space left" in text or "os error 28" in text or "os error 112" in text:
        return from_os_error(OSError(errno.ENOSPC, "No space left"), cache_folder())
    causes = [line.partition(":")[2].strip() for line in said if line.lstrip().lower().startswith(("cause:", "error:"))]
    why = clipped(" ".join(causes or said[-1:]) or "It did not say why", 1000).rstrip(".")
    if re.search("Failed to fetch|error sending request|dns error|onnection|timed out|NewConnectionError", text):
        return KnownError(
            "The packages could not be fetched",
            f"{why}.",
            "Is this computer connected to the internet? If packages come from a server of your own, name it in UV_DEFAULT_INDEX.",
        )
    return ToolError("The packages cannot be installed", f"{why}.", "Correct the list of packages, then install again.")


def _folder(packages: Sequence[str]) -> Path:
    key = digest([sorted(packages), platform.python_version(), sys.base_prefix])
    return cache_folder() / "environments" / key[:16]


def _python(folder: Path) -> Path:
    return folder / "Scripts" / "python.exe" if sys.platform == "win32" else folder / "bin" / "python"
