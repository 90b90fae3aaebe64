import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from stillroom_desktop.glyphs import GLYPHS, svg
from stillroom_desktop.theme import theme
from stillroom_desktop.widgets.icons import NAMES, icon, paint_icon

CONTRACT = (
    "home flask graduation tools list play book user flame gauge chat export settings folder copy check cross warning info clock refresh search "
    "plus minus pencil trash chevron_right chevron_down chevron_up_down arrow_right undo redo stop pause lightbulb wrench return chip cpu disk bolt "
    "terminal shield file sun moon eye help lock more keyboard download external"
)


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    theme.apply(qapp, "light")


def colours(image: QImage) -> set[str]:
    """The colours of the pixels that are fully covered."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def test_every_icon_is_a_drawing(qapp: QApplication) -> None:
    assert set(CONTRACT.split()) <= set(NAMES)
    for name in GLYPHS:
        assert QSvgRenderer(svg(name, "#000000")).isValid(), name
        picture = QPixmap(24, 24)
        picture.fill("white")
        painter = QPainter(picture)
        paint_icon(painter, QRectF(0, 0, 24, 24), name, "text")
        painter.end()
        assert len(colours(picture.toImage())) > 1, f"{name} draws nothing"


def test_an_icon_follows_the_theme_without_being_made_anew(qapp: QApplication) -> None:
    made = icon("stop", "accent")
    light = theme.color("accent").name()
    assert light in colours(made.pixmap(QSize(48, 48), 1.0).toImage())
    theme.apply(qapp, "dark")
    dark = theme.color("accent").name()
    assert dark != light and dark in colours(made.pixmap(QSize(48, 48), 1.0).toImage())


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_an_icon_has_all_pixels_of_its_scale(qapp: QApplication, scale: float) -> None:
    picture = icon("folder").pixmap(QSize(16, 16), scale)
    assert picture.devicePixelRatio() == scale
    assert picture.size() == QSize(16, 16) * scale


def test_a_disabled_icon_is_paler(qapp: QApplication) -> None:
    made = icon("stop", "bad")
    on = made.pixmap(QSize(32, 32), 1.0, QIcon.Mode.Normal).toImage()
    off = made.pixmap(QSize(32, 32), 1.0, QIcon.Mode.Disabled).toImage()
    assert colours(on) and not colours(off)


def test_copies_of_an_icon_outlive_it(qapp: QApplication) -> None:
    copies = [QIcon(icon("flask")) for _ in range(50)]
    for copy in copies:
        copy.addPixmap(QPixmap(1, 1))  # makes it detach, and so clone its engine
    gc.collect()
    assert all(not copy.pixmap(16, 16).isNull() for copy in copies)


def test_an_unknown_icon_is_refused(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        icon("no such icon")
