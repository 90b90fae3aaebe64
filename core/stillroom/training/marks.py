"""How a process that was ended at once is known to have been ended for want of memory: a mark that each of its steps begins with."""

import sys
from pathlib import Path

import msgspec
import psutil

_SPARE = 0.05  # of the memory: with less, a system begins to end processes
_BOOT = Path("/proc/sys/kernel/random/boot_id")
_COUNTS = Path("/proc/vmstat")


class Mark(msgspec.Struct, frozen=True):
    """What was known of the computer's memory when a step began.

    `ended`: which start of the computer it was, and how many processes Linux had ended since because memory ran out (`oom_kill` in
    /proc/vmstat), None elsewhere. `spare`: the share of the memory that was free when this process had the most.
    """

    ended: tuple[str, int] | None
    spare: float


def make_mark() -> Mark:
    """A mark of now, by this process."""
    memory = psutil.virtual_memory()
    return Mark(_ended(), (memory.available + psutil.Process().memory_info().rss - peak_bytes()) / memory.total)


def peak_bytes() -> int:
    """The most memory that this process has had."""
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset)
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def ran_out_since(mark: Mark) -> bool:
    """Whether the process that made this mark last was most likely ended because memory ran out.

    It was if Linux has ended a process for that since, or if next to nothing was free already: other systems, and services that
    end processes in Linux's stead (systemd-oomd), count nothing. A `kill -9` or a power cut with memory to spare is none of these.
    """
    now = _ended()
    counted = now is not None and mark.ended is not None and now[0] == mark.ended[0] and now[1] > mark.ended[1]
    return counted or mark.spare < _SPARE


def _ended() -> tuple[str, int] | None:
    try:
        counts = dict(line.split() for line in _COUNTS.read_text(encoding="ascii").splitlines())
        return _BOOT.read_text(encoding="ascii").strip(), int(counts["oom_kill"])
    except (OSError, KeyError, ValueError):
        return None
