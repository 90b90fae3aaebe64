"""How busy the part of this computer is that trains: the graphics card as its driver says, or the processor."""

import re

import psutil

from stillroom.students.hardware import Hardware, ask_program, read_json

_USE = re.compile("GPU use")  # of what rocm-smi says


def busy_share(hardware: Hardware) -> float | None:
    """From 0 to 1, of the graphics card where there is one, else of all cores since the last call; None where nobody says.

    A driver is asked by its program, which takes some tenths of a second. Of several cards it is the busiest.
    """
    match hardware.gpu_kind:
        case None:
            return psutil.cpu_percent(interval=None) / 100
        case "cuda":
            said, _ = ask_program("nvidia-smi", "--query-gpu=utilization.gpu", "--format=csv,noheader,nounits")
            shares = said.split()
        case "rocm":
            said, _ = ask_program("rocm-smi", "--showuse", "--json")
            cards = read_json(said).values()
            shares = [str(card[key]) for card in cards if isinstance(card, dict) for key in card if _USE.match(key)]
        case _:
            return None
    known = [int(share) for share in shares if share.isdigit()]
    return min(max(known) / 100, 1.0) if known else None
