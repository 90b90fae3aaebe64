"""A trained student taken elsewhere: for now as a GGUF file."""

from stillroom.export.gguf import GgufParams, export_gguf

__all__ = ["GgufParams", "export_gguf"]
