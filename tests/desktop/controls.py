"""What of a window can be seen, and what of that a user works with."""

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)

CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit,
)  # fmt: skip


def seen(inside: QWidget) -> list[QWidget]:
    return [widget for widget in inside.findChildren(QWidget) if widget.isVisible()]


def is_part(widget: QWidget) -> bool:
    """Whether it belongs to a control that has the name, as the line in a spin box or a table's header."""
    inside = widget.parentWidget()
    if isinstance(inside, QAbstractScrollArea) and inside.viewport() is widget:
        return True
    return isinstance(widget, QScrollBar) or isinstance(
        inside, (QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit)
    )


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()}".strip()
