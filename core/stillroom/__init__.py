"""Stillroom's engine: distil a large model's tool use into a small model of one's own. No Qt, and no torch at import."""

__version__ = "0.1.0"
