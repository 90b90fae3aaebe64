"""Memory that was freed goes back to the system."""

import sys

import psutil
import pytest

from stillroom.training import heap


@pytest.mark.skipif(sys.platform != "linux", reason="only there the C library is asked")
def test_what_was_freed_is_no_longer_taken() -> None:
    process = psutil.Process()
    pieces = [bytearray(b"x" * 100_000) for _ in range(2000)]  # below what malloc takes from the system for itself
    last = bytearray(b"x" * 100_000)  # above the freed ones, so that the heap cannot simply shrink
    full = process.memory_info().rss
    del pieces
    heap.give_back()
    assert process.memory_info().rss < full - 150_000_000
    assert last


def test_where_the_c_library_cannot_it_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heap.ctypes, "CDLL", lambda name: object())
    heap.give_back()
    monkeypatch.setattr(heap.sys, "platform", "win32")
    heap.give_back()
