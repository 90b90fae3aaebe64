"""Values of anyone's, put into a sentence: as JSON, and not longer than a sentence bears."""

from typing import Any

from stillroom.conversation import canonical_json
from stillroom.errors import ToolError


def shown(value: Any) -> str:
    return clipped(canonical_json(value), 80)


def clipped(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def unusable(name: str, message: str, hint: str) -> ToolError:
    """What is raised of a tool that cannot be read."""
    return ToolError(f"The tool {name} cannot be used", message, hint)


def refuse_unknown(name: str, value: dict[str, Any], fields: tuple[str, ...]) -> None:
    """Raise of a tool whose JSON has a field that is not among `fields`; a misspelt one would go unnoticed."""
    if unknown := [key for key in value if key not in fields]:
        raise unusable(
            name, f"It has a field {shown(unknown[0])} that is not known here.", f"Known are {', '.join(fields)}."
        )


OUTPUT = 64 << 10
"""How many bytes of UTF-8 a tool may return."""


def too_long(name: str, size: int | str) -> str:
    return f"Error: {name} returned {size} bytes; at most {OUTPUT} are allowed."


def too_slow(name: str, seconds: float) -> str:
    return f"Error: {name} took longer than {seconds:g} s and was stopped."
