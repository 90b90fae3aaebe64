"""Stillroom's window, in Qt Widgets."""
