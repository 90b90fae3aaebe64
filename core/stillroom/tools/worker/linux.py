"""What Linux offers to confine a process that trusts none of the code it runs: namespaces, Landlock, limits, no capabilities.

Root is confined as well. It keeps its effective user, so that it still owns its files, and Landlock says which of them it may
touch; its real user becomes nobody, because RLIMIT_NPROC counts by that one and does not hold root.

Sources: user_namespaces(7), landlock(7) and `linux/landlock.h`, mount_setattr(2), capabilities(7).
"""

import contextlib
import ctypes
import os
import resource
import struct
import sys
from collections.abc import Iterable

_NEW_MOUNT, _NEW_IPC, _NEW_USER, _NEW_PID, _NEW_NET = 0x20000, 0x8000000, 0x10000000, 0x20000000, 0x40000000
_BIND, _RECURSIVE, _PRIVATE = 0x1000, 0x4000, 0x40000
_MOUNT_SETATTR, _AT_RECURSIVE, _READ_ONLY, _HERE = 442, 0x8000, 1, -100
_RULESET, _RULE, _RESTRICT = 444, 445, 446
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_FOLDER, _TRUNCATE = 1, 2, 4, 8, 1 << 14
_OF_A_FILE = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | 1 << 15
_KNOWN_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}  # how many rights an ABI of Landlock knows, 16 from ABI 5
_SCOPES = 3  # abstract sockets and signals, from ABI 6
SIGNALS_ABI = 6
_PARENT_DEATH, _NO_NEW_PRIVILEGES, _DROP_BOUNDING = 1, 38, 24
_CAPABILITIES_3 = 0x20080522
_NOBODY = 65534
_KILL = 9

# Programs and their libraries, and what the C library, TLS and time zones read.
SYSTEM = (
    *("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/opt", "/nix/store", "/etc/alternatives"),
    *("/etc/ld.so.cache", "/etc/localtime", "/etc/timezone", "/etc/passwd", "/etc/group", "/etc/nsswitch.conf"),
    *("/etc/hosts", "/etc/host.conf", "/etc/resolv.conf", "/etc/gai.conf", "/etc/services", "/etc/protocols"),
    *("/etc/ssl", "/etc/pki", "/etc/ca-certificates", "/etc/mime.types", "/etc/fonts"),
    *("/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/version", "/proc/filesystems", "/sys/devices/system/cpu"),
)
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")

_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent() -> None:
    _libc.prctl(_PARENT_DEATH, _KILL, 0, 0, 0)


def adopt_orphans() -> None:
    """What a child of this process leaves behind becomes this one's child."""
    _libc.prctl(36, 1, 0, 0, 0)


def count_as_nobody() -> bool:
    """Let root's processes be counted as those of nobody, in its own groups alone; whether the system lets it."""
    try:
        os.setgroups([])
        os.setresuid(_NOBODY, 0, 0)
    except OSError:
        return False
    return True


def enter_namespaces(network: bool) -> bool:
    """A tree of processes of its own, from the next fork on, and of mounts; unless `network`, a network with nothing in it.

    Whether the system lets this user do so; it is all or nothing.
    """
    user, group = os.geteuid(), os.getegid()
    kinds = _NEW_USER | _NEW_PID | _NEW_MOUNT | _NEW_IPC | (0 if network else _NEW_NET)
    if _libc.unshare(kinds):
        return False
    try:  # only a user who has a name in a namespace can make others within
        for file, line in (
            ("setgroups", "deny"),
            ("uid_map", f"{_NOBODY} {user} 1"),
            ("gid_map", f"{_NOBODY} {group} 1"),
        ):
            with open(f"/proc/self/{file}", "w") as written:
                written.write(line)
    except OSError:
        return False
    return True


def enter_session() -> bool:
    """As `enter_namespaces`, for one session among others that share the rest. Its processes are counted by themselves, and it
    knows no user: none that a program could become.
    """
    return bool(_libc.unshare(_NEW_USER | _NEW_PID | _NEW_IPC) == 0)


def mount_read_only(writable: Iterable[str]) -> bool:
    """Make all files read-only but those in these folders, attributes included. It needs the namespace of mounts."""
    if _libc.mount(b"none", b"/", None, _RECURSIVE | _PRIVATE, None):
        return False
    folders = [os.fsencode(os.path.realpath(folder)) for folder in writable if os.path.isdir(folder)]
    if any(_libc.mount(folder, folder, None, _BIND | _RECURSIVE, None) for folder in folders):
        return False
    return _set_read_only(b"/", True) and all(
        _set_read_only(folder, False)
        or _set_read_only(folder, False, flags=0)  # a mount within it may be read-only for good
        for folder in folders
    )


def _set_read_only(folder: bytes, on: bool, flags: int = _AT_RECURSIVE) -> bool:
    attributes = struct.pack("=QQQQ", _READ_ONLY if on else 0, 0 if on else _READ_ONLY, 0, 0)
    done = _libc.syscall(_MOUNT_SETATTR, _HERE, folder, flags, attributes, ctypes.c_size_t(len(attributes)))
    return bool(done == 0)


def forbid_files(readable: Iterable[str], writable: Iterable[str]) -> int:
    """Let this process and all that it starts open only these files and folders, with Landlock; its ABI, 0 where there is none.

    A second call narrows what the first has left. Where files lie, and how big they are, can still be asked.
    """
    abi = max(0, _libc.syscall(_RULESET, None, ctypes.c_size_t(0), 1))
    if not abi:
        return 0
    rights = (1 << _KNOWN_RIGHTS.get(abi, 16)) - 1
    attributes = struct.pack("=QQQ", rights, 0, _SCOPES)[: 24 if abi >= SIGNALS_ABI else 8]
    rules = _libc.syscall(_RULESET, attributes, ctypes.c_size_t(len(attributes)), 0)
    if rules < 0:
        return 0
    reading = _EXECUTE | _READ_FILE | _READ_FOLDER
    wanted = [(path, reading) for path in readable]
    wanted += [(path, rights) for path in writable]
    wanted += [(path, reading | _WRITE_FILE) for path in _DEVICES]
    for path, allowed in wanted:
        try:
            place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue  # it is not there, so there is nothing to allow
        fitting = rights if os.path.isdir(path) else rights & _OF_A_FILE
        _libc.syscall(_RULE, rules, 1, struct.pack("=Qi", allowed & fitting, place), 0)
        os.close(place)
    restricted = _libc.syscall(_RESTRICT, rules, 0) == 0
    os.close(rules)
    return abi if restricted else 0


def forbid_new_privileges() -> None:
    """No program gives more rights than this process has. Where user namespaces are this holds by itself, since they know no other user."""
    _libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)


def drop_capabilities() -> None:
    """Give up what makes root more than an owner of files."""
    for capability in range(64):
        if _libc.prctl(_DROP_BOUNDING, capability, 0, 0, 0):
            break
    _libc.capset(struct.pack("=Ii", _CAPABILITIES_3, 0), bytes(24))


def own_tasks() -> int:
    """How many processes and threads this process's real user has, as RLIMIT_NPROC counts them."""
    count, user = 0, os.getuid()
    for process in os.listdir("/proc"):
        with contextlib.suppress(OSError):
            if process.isdigit() and os.stat(f"/proc/{process}").st_uid == user:
                count += len(os.listdir(f"/proc/{process}/task"))
    return count


def limit(kind: int, value: int) -> None:
    """Set a limit that cannot be raised again; a lower one stays."""
    hard = resource.getrlimit(kind)[1]
    most = value if hard == resource.RLIM_INFINITY else min(value, hard)
    with contextlib.suppress(ValueError, OSError):  # macOS refuses some of them
        resource.setrlimit(kind, (most, most))


def children() -> list[int]:
    """The processes that this one has started or adopted."""
    found: list[int] = []
    for task in os.listdir("/proc/self/task"):
        with contextlib.suppress(OSError), open(f"/proc/self/task/{task}/children") as file:
            found += map(int, file.read().split())
    return found


def python_folders() -> list[str]:
    """Where this Python and its packages lie, with the virtual environment that it was started from."""
    folders = {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix} - {"/"}
    environment = os.path.dirname(os.path.dirname(sys.executable))
    if os.path.isfile(os.path.join(environment, "pyvenv.cfg")):
        folders.add(environment)
    return list(folders)
