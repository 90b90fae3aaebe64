"""What the C library keeps of a step's memory is given back to the system from time to time.

PyTorch takes tensors on a processor from `malloc`. Steps differ in their tokens, so the gaps that one leaves are too small for the
next, and glibc's heap grows step by step, though each frees what it took: SmolLM2-135M with six samples (1,300 to 1,650 tokens)
had 2.7 GB at most after one step and 3.5 GB after twelve; given back after each it stayed at 2.7 GB, for 0.6 s of processor time a
step (two x86-64 cores, one run each). Taking each tensor of 1 MB or more from the system (M_MMAP_THRESHOLD) kept it at 2.1 to
2.5 GB, and cost 40 % more processor time.
"""

import ctypes
import sys

STEPS = 10
"""Between one giving back and the next: it costs a tenth of a step."""


def give_back() -> None:
    """Give free memory back to the system; nothing where the C library is not glibc (malloc_trim(3))."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
