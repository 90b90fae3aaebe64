"""Starting the program `worker/main.py`, and ending it with all that it started."""

import asyncio
import contextlib
import os
import sys
from pathlib import Path
from typing import Any

from stillroom.errors import ToolError
from stillroom.tools.worker.calls import OUTPUT, STATE
from stillroom.tools.worker.session import PLACES

_MAIN = Path(__file__).parent / "worker" / "main.py"
LINE_LIMIT = 6 * (STATE + OUTPUT) + 4096  # a byte is at most six in JSON's escapes


async def spawn(python: list[str], kind: str, scratch: Path, out: int) -> asyncio.subprocess.Process:
    """Start the worker as a zygote or as the process of one session.

    Raises:
        ToolError: it cannot be started.
    """
    try:
        return await asyncio.create_subprocess_exec(
            *(*python, "-X", "utf8", str(_MAIN), kind),
            stdin=asyncio.subprocess.PIPE,
            stdout=out,
            stderr=asyncio.subprocess.DEVNULL,
            limit=LINE_LIMIT,
            cwd=scratch,
            env=_environment(scratch),
            **_own_group(),
        )
    except OSError as error:
        raise no_process(error.strerror or str(error)) from error


def _environment(scratch: Path) -> dict[str, str]:
    """What a tool sees of the environment: where programs lie, and its scratch folder for everything else."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    kept |= dict.fromkeys(
        ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"
    )  # each thread of theirs wants much of the memory
    return kept | dict.fromkeys(PLACES, str(scratch))


def _own_group() -> dict[str, Any]:
    """A group of its own: it can be killed as a whole, and Ctrl-C in a terminal does not reach it."""
    if sys.platform == "win32":
        import subprocess

        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}


def kill_tree(process: asyncio.subprocess.Process) -> None:
    if sys.platform == "win32":
        import psutil

        with contextlib.suppress(psutil.NoSuchProcess):
            for child in psutil.Process(process.pid).children(recursive=True):
                with contextlib.suppress(psutil.NoSuchProcess):
                    child.kill()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            process.kill()
    else:
        import signal

        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def no_process(reason: str) -> ToolError:
    return ToolError(
        "Tools cannot run here",
        f"The process in which tools run could not be started: {reason}.",
        "Free some memory or disk space, then try again.",
    )
