"""Per model family one reviewed set: chat template, call parser, stop words."""

from stillroom.templates.families import CHATML, FAMILIES, Family, Parsed, family_of

__all__ = ["CHATML", "FAMILIES", "Family", "Parsed", "family_of"]
