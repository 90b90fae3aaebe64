"""Per model family one reviewed set: chat template, the same for Ollama, stop words; one parser of calls."""

from stillroom.templates.families import (
    CHATML,
    FAMILIES,
    GEMMA,
    GRANITE,
    LFM2,
    LLAMA3,
    MISTRAL,
    PHI,
    QWEN,
    Family,
    family_of,
)

__all__ = [
    "CHATML",
    "FAMILIES",
    "GEMMA",
    "GRANITE",
    "LFM2",
    "LLAMA3",
    "MISTRAL",
    "PHI",
    "QWEN",
    "Family",
    "family_of",
]
