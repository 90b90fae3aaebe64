"""A process that has imported what a tool's code will, and forks one process for each session from it: warm, and yet with nothing of another's.

None of the tool's code runs here, for what has run here once could reach into every later session: its own threads and programs
would live on, and the sessions would be forked from whatever it has made of this process. Each session loads the code for itself.

Descriptor 1 is a socket to the engine, descriptor 0 a pipe whose end means: end at once. The first line on the socket is the
setup; the answers are `{"unenforced": [...]}` once the process is confined, then `{"ready": true}` once the imports are done. After
that each message on the socket brings two descriptors: a session's socket, and its own pipe for the end.

    engine ── watcher ── zygote ─┬─ watcher ── session        with namespaces each ── is a tree of processes of its own,
                                 └─ watcher ── session        whose first process takes all others with it

A watcher runs no tool's code. It kills what it watches, with all that this has started, when the pipe ends; and it keeps the
socket open until nothing is left, so that the socket's end tells the engine so.
"""

import ast
import contextlib
import gc
import importlib
import json
import os
import resource
import select
import signal
import socket
import sys
from typing import Any, NoReturn

from stillroom.tools.worker import linux, seccomp
from stillroom.tools.worker.session import NETWORK, serve

MEMORY = 1 << 30
FILE_SIZE = 64 << 20
OPEN_FILES = 128
PROCESSES = 128
ALL_PROCESSES = 2048
_LINUX = sys.platform == "linux"


def main() -> None:
    control, end = socket.socket(fileno=os.dup(1)), os.dup(0)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for public in (0, 1, 2):
        os.dup2(nowhere, public)
    setup = json.loads(_line(control))
    limits = {resource.RLIMIT_FSIZE: FILE_SIZE, resource.RLIMIT_NOFILE: OPEN_FILES, resource.RLIMIT_CORE: 0}
    for kind, most in (limits | ({resource.RLIMIT_AS: MEMORY} if _LINUX else {})).items():
        linux.limit(kind, most)
    root = os.geteuid() == 0
    counted = not (_LINUX and root) or linux.count_as_nobody()
    namespaces = _LINUX and linux.enter_namespaces(setup["network"])
    child = os.fork()
    if child:
        _watch(child, end, namespaces)
    os.close(end)
    unenforced = _confine(setup, namespaces, root, counted) if _LINUX else _UNENFORCED_ELSEWHERE
    control.sendall(json.dumps({"unenforced": unenforced}).encode() + b"\n")
    _import(setup["source"])
    gc.freeze()  # what is imported stays as it is, so that the sessions share its memory
    control.sendall(b'{"ready": true}\n')
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the watchers need no one to wait for them
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 1, 2)
        if not message:
            os._exit(0)
        if os.fork() == 0:
            control.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _start_session(setup, namespaces, *descriptors)
        for each in descriptors:
            os.close(each)


def _confine(setup: dict[str, Any], namespaces: bool, root: bool, counted: bool) -> list[str]:
    """Take from this process what the tool does not need; what this system cannot take is said in words."""
    linux.die_with_parent()
    read_only = namespaces and linux.mount_read_only([setup["scratch"], *setup["write"]])
    os.chdir(setup["scratch"])
    if not (namespaces and root):
        linux.forbid_new_privileges()
    tasks = 0 if namespaces else linux.own_tasks()
    landlock = linux.forbid_files(
        [*_readable(setup), *([] if namespaces else ["/proc"])], [setup["scratch"], *setup["write"]]
    )
    filtered = seccomp.install(network=setup["network"], session=False)
    linux.drop_capabilities()
    linux.limit(resource.RLIMIT_NPROC, tasks + ALL_PROCESSES)
    enforced = {
        "A tool can read your files.": landlock,
        "A tool can change your files.": landlock or read_only,
        "A tool can change the permissions and dates of your files.": read_only,
        NETWORK: setup["network"] or namespaces or filtered,
        "A tool can reach programs through sockets in the file system, such as Docker or the keyring.": filtered,
        "A tool can start any number of programs.": counted,
        "A tool can stop other programs of yours.": namespaces or landlock >= linux.SIGNALS_ABI,
    }
    return [sentence for sentence, holds in enforced.items() if not holds]


_UNENFORCED_ELSEWHERE = [
    "A tool can read and change your files.",
    NETWORK,
    "A tool can reach programs through sockets in the file system, such as Docker or the keyring.",
    "A tool can stop other programs of yours.",
    "A tool can use any amount of memory, and start any number of programs.",
    "A program that a tool starts can outlive it.",
]


def _readable(setup: dict[str, Any]) -> list[str]:
    return [*linux.SYSTEM, *linux.python_folders(), *setup["read"]]


def _import(source: str) -> None:
    """Import the standard library's modules and the packages that stand at the top of the code, so that no session has to.

    What fails, fails again in the session, which says so. Files of the user's own (`search`) are not found yet: they are a tool's code.
    """
    with contextlib.suppress(SyntaxError, ValueError, MemoryError, RecursionError):
        for statement in ast.parse(source).body:
            match statement:
                case ast.Import(names=aliases):
                    names = [alias.name for alias in aliases]
                case ast.ImportFrom(module=str(module), level=0):
                    names = [module]
                case _:
                    continue
            for name in names:
                with contextlib.suppress(BaseException):  # a package may raise anything, SystemExit too
                    importlib.import_module(name)


def _start_session(setup: dict[str, Any], namespaces: bool, connection: int, end: int) -> NoReturn:
    channel = socket.socket(fileno=connection)
    inside = namespaces and linux.enter_session()
    child = os.fork()
    if child:
        _watch(child, end, inside)
    os.close(end)
    os.setsid()

    def narrow(scratch: str) -> None:
        if not _LINUX:
            return
        linux.die_with_parent()
        if not inside:
            linux.forbid_new_privileges()
        linux.limit(resource.RLIMIT_NPROC, PROCESSES + (0 if inside else linux.own_tasks()))
        linux.forbid_files([*_readable(setup), "/proc/self"], [scratch, *setup["write"]])
        seccomp.install(network=setup["network"], session=True)
        linux.drop_capabilities()

    with (
        contextlib.suppress(OSError, StopIteration),
        channel.makefile("rb") as lines,
        channel.makefile("wb") as answers,
    ):
        serve(setup, iter(lines), answers, narrow)
    os._exit(0)


def _watch(child: int, end: int, alone: bool) -> NoReturn:
    """Wait for the child, or for the end of the pipe, which is the child's end too; then see to it that nothing is left."""
    if _LINUX and not alone:
        linux.adopt_orphans()
    changed, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(
        wake
    )  # not a thread: none can be made once the children are to be in another tree of processes
    while os.waitpid(child, os.WNOHANG)[0] == 0:
        ready = select.select([end, changed], [], [])[0]
        if end in ready:
            _kill(child)
            os.waitpid(child, 0)
            break
        os.read(changed, 1)
    if not alone:
        _kill(child)
    while _LINUX and not alone and (left := linux.children()):
        for each in left:
            _kill(each)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(each, 0)
    os._exit(0)


def _kill(process: int) -> None:
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(OSError):
            kill(process, signal.SIGKILL)


def _line(control: socket.socket) -> bytes:
    received = b""
    while not received.endswith(b"\n"):
        part = control.recv(1 << 16)
        if not part:
            os._exit(0)
        received += part
    return received
