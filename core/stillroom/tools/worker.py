"""The child process in which tools run. It imports nothing of ours, so that it starts fast and alone.

Started as `python -I -S worker.py`. It speaks JSON lines on private copies of stdin and stdout; the public ones lead
nowhere, so that a tool that prints or reads does not disturb. In:

    {"modules": {digest: source}}                                                    once
    {"id": 1, "tool": name, "module": digest, "entry": function, "arguments": {}}    each call

Out: `{"network_off": true}` once, then `{"id": 1, "ok": true, "text": "..."}` for each call. When stdin ends (its parent
has closed it, or died) it ends at once, also in the midst of a call.

On Linux, where the system lets an ordinary user make namespaces, the tools run in a second process with no network and a
process tree of its own; the first only waits. The tree dies with either of the two, whatever a tool has started.
"""

import contextlib
import json
import os
import queue
import sys
import threading
import types
from typing import Any, BinaryIO

MEMORY = 1 << 30
FILE_SIZE = 64 << 20
OPEN_FILES = 128
OUTPUT = 64 << 10
MESSAGE = 1000

CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000
PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38
SIGKILL = 9


def main() -> None:
    requests, answers = private_streams()
    network_off = enter_namespaces()
    limit_resources()
    waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=read_requests, args=(requests, waiting), daemon=True).start()
    answer(answers, {"network_off": network_off})
    sources = json.loads(waiting.get())["modules"]
    loaded: dict[str, types.ModuleType] = {}
    while True:
        request = json.loads(waiting.get())
        ok, text = call(request, sources, loaded)
        answer(answers, {"id": request["id"], "ok": ok, "text": text})


def private_streams() -> tuple[BinaryIO, BinaryIO]:
    """Keep stdin and stdout for the protocol; what tools read or print goes nowhere, in programs they start as well."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for public in (0, 1, 2):
        os.dup2(nowhere, public)
    os.close(nowhere)
    return requests, answers


def enter_namespaces() -> bool:
    """Cut off the network and see to it that nothing outlives the parent, where the system can; say if the network is off."""
    if sys.platform != "linux":
        return False
    import ctypes

    libc = ctypes.CDLL(None)
    alone: bool = libc.unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWPID) == 0
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0)
    if alone:
        if child := os.fork():
            os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) & 0xFF)
        libc.prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0)
    return alone


def limit_resources() -> None:
    if sys.platform == "win32":
        return
    import resource

    wanted = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_FSIZE: FILE_SIZE,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_CORE: 0,
    }
    for kind, limit in wanted.items():
        hard = resource.getrlimit(kind)[1]
        most = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        with contextlib.suppress(ValueError, OSError):  # macOS refuses some of them
            resource.setrlimit(kind, (most, most))


def read_requests(requests: BinaryIO, waiting: "queue.SimpleQueue[bytes]") -> None:
    for line in requests:
        waiting.put(line)
    if sys.platform != "win32":
        os.killpg(0, SIGKILL)
    os._exit(0)  # the first process of a process namespace is immune to its own SIGKILL


def answer(answers: BinaryIO, message: dict[str, Any]) -> None:
    answers.write(json.dumps(message).encode() + b"\n")
    answers.flush()


def call(request: dict[str, Any], sources: dict[str, str], loaded: dict[str, types.ModuleType]) -> tuple[bool, str]:
    """Run one call; whether it went well, and the result's text or a sentence that begins with "Error: "."""
    file = f"tool_{request['module'][:12]}.py"
    try:
        if request["module"] not in loaded:
            loaded[request["module"]] = load(sources[request["module"]], file)
        result = getattr(loaded[request["module"]], request["entry"])(**request["arguments"])
    except BaseException as error:  # noqa: BLE001 - whatever a tool raises, SystemExit too, is its answer
        return False, in_words(error, file)
    try:
        text = (
            result
            if isinstance(result, str)
            else json.dumps(result, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
        )
        size = len(text.encode())
    except UnicodeEncodeError:
        return False, f"Error: what {request['tool']} returned is no valid text."
    except Exception as error:  # noqa: BLE001 - a tool's own dict or list may raise anything here
        return False, f"Error: what {request['tool']} returned is no JSON ({clipped(str(error))})."
    if size > OUTPUT:
        return False, f"Error: {request['tool']} returned {size} bytes; at most {OUTPUT} are allowed."
    return True, text


def load(source: str, file: str) -> types.ModuleType:
    module = types.ModuleType(file.removesuffix(".py"))
    sys.modules[module.__name__] = module  # dataclasses and typing look their module up there
    exec(compile(source, file, "exec", dont_inherit=True), module.__dict__)  # noqa: S102 - to run the tool's code is what this process is for
    return module


def in_words(error: BaseException, file: str) -> str:
    """The exception's class and text, and the line in the tool's source at which it arose, if it did there."""
    line, trace = 0, error.__traceback__
    while trace:
        line = trace.tb_lineno if trace.tb_frame.f_code.co_filename == file else line
        trace = trace.tb_next
    try:
        said = clipped(str(error))
    except Exception:  # noqa: BLE001 - an exception of the tool's own may not even have a text
        said = ""
    return f"Error: {type(error).__name__}" + (f": {said}" if said else "") + (f" (line {line})" if line else "")


def clipped(text: str) -> str:
    return text.encode(errors="replace").decode()[:MESSAGE]


if __name__ == "__main__":
    main()
