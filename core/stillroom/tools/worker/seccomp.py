"""A filter for system calls (seccomp-bpf): no sockets beyond what a tool may have, and no call that reaches other processes or the kernel's depths.

The classic BPF of `linux/filter.h`, over `struct seccomp_data` of `linux/seccomp.h`; the numbers are those of the kernel's tables.
"""

import ctypes
import errno
import platform
import struct
import sys

_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_SOCKET = {"x86_64": 41, "aarch64": 198}
_CLONE = {"x86_64": 56, "aarch64": 220}
_CLONE3 = 435
# Tracing and reading other processes; rings that make calls past this filter; the kernel's keyring; programs in the kernel;
# becoming another user; mounts.
_NEVER = {
    "x86_64": (
        *(101, 310, 311, 312, 438, 425, 248, 249, 250, 321, 298, 323),
        *(105, 106, 113, 114, 117, 119, 122, 123, 155, 161, 165, 166, 428, 429, 430, 442),
    ),
    "aarch64": (
        *(117, 270, 271, 272, 438, 425, 217, 218, 219, 280, 241, 282),
        *(146, 144, 145, 143, 147, 149, 151, 152, 41, 51, 40, 39, 428, 429, 430, 442),
    ),
}
# Namespaces, which a process needs to prepare a session: unshare and setns; of clone see below.
_NOT_IN_A_SESSION = {"x86_64": (272, 308), "aarch64": (97, 268)}
_FAMILIES = (2, 10, 16)  # AF_INET, AF_INET6, and AF_NETLINK, by which a resolver asks for this computer's addresses
_NEW_USER = 0x10000000
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_PR_SET_SECCOMP, _MODE_FILTER = 22, 2


def install(*, network: bool, session: bool) -> bool:
    """Install the filter in this process and all that it starts; whether it could be. A filter cannot be taken off again."""
    machine = platform.machine()
    if machine not in _ARCHITECTURES or sys.maxsize < 1 << 32:
        return False
    program = b"".join(_program(machine, network, session))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))

    wanted = Program(len(program) // 8, program)
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(wanted), 0, 0) == 0)


def _program(machine: str, network: bool, session: bool) -> list[bytes]:
    refuse = _step(_RETURN, _REFUSE | errno.EPERM)
    program = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_EQUAL, _ARCHITECTURES[machine], 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER),
    ]
    if machine == "x86_64":  # the calls of the x32 ABI have other numbers
        program += [_step(_AT_LEAST, 0x40000000, 0, 1), refuse]
    for number in _NEVER[machine] + (_NOT_IN_A_SESSION[machine] if session else ()):
        program += [_step(_EQUAL, number, 0, 1), refuse]
    families = _FAMILIES if network else ()
    program += [_step(_EQUAL, _SOCKET[machine], 0, 2 + 2 * len(families)), _step(_LOAD, _FIRST_ARGUMENT)]
    for family in families:
        program += [_step(_EQUAL, family, 0, 1), _step(_RETURN, _ALLOW)]
    program.append(_step(_RETURN, _REFUSE | (errno.EACCES if network else errno.ENETUNREACH)))
    if session:
        program += [
            _step(
                _EQUAL, _CLONE3, 0, 1
            ),  # its flags lie in memory, where no filter can look: C libraries go back to clone
            _step(_RETURN, _REFUSE | errno.ENOSYS),
            _step(_EQUAL, _CLONE[machine], 0, 3),
            _step(_LOAD, _FIRST_ARGUMENT),
            _step(_ANY_BIT, _NEW_USER, 0, 1),
            refuse,
        ]
    return [*program, _step(_RETURN, _ALLOW)]


def _step(code: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_so, if_not, value)
