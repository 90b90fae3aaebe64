"""The icons as SVG: 24x24 grid, 2 px strokes, round caps. Drawn for Stillroom; `widgets.icons` paints them in a role's colour."""

_DOT = '<circle cx="{}" cy="{}" r="{}" fill="{{colour}}" stroke="none"/>'


def _path(*lines: str) -> str:
    return "".join(f'<path d="{line}"/>' for line in lines)


def _circle(x: float, y: float, r: float) -> str:
    return f'<circle cx="{x}" cy="{y}" r="{r}"/>'


def _box(x: float, y: float, width: float, height: float, r: float) -> str:
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{r}"/>'


def _dot(x: float, y: float, r: float = 1.2) -> str:
    return _DOT.format(x, y, r)


GLYPHS = {
    "home": _path("M4 11 12 4l8 7v8a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 19z", "M9.5 20.5V14h5v6.5"),
    "flask": _path(
        "M9 3.5h6", "M10 3.5V9L4.8 18a1.7 1.7 0 0 0 1.5 2.5h11.4a1.7 1.7 0 0 0 1.5-2.5L14 9V3.5", "M7.3 15h9.4"
    ),
    "graduation": _path(
        "M12 5 2.5 9.5 12 14l9.5-4.5z", "M6.5 11.6V16c0 1.5 2.5 3 5.5 3s5.5-1.5 5.5-3v-4.4", "M21.5 9.5V15"
    ),
    "tools": _path("M4 7h9", "M18 7h2", "M4 17h2", "M11 17h9") + _circle(15.5, 7, 2.5) + _circle(8.5, 17, 2.5),
    "list": _path("M9 6h11", "M9 12h11", "M9 18h11") + _dot(4.5, 6, 1.4) + _dot(4.5, 12, 1.4) + _dot(4.5, 18, 1.4),
    "play": _path("M7.5 4.8v14.4L19 12z"),
    "book": _path(
        "M12 6.5C10 5 7 4.5 3.5 4.5v14C7 18.5 10 19 12 20.5c2-1.5 5-2 8.5-2v-14C17 4.5 14 5 12 6.5z", "M12 6.5v14"
    ),
    "user": _circle(12, 8, 4) + _path("M4.5 20.5c.6-4 3.4-6 7.5-6s6.9 2 7.5 6"),
    "flame": _path(
        "M12 3c.4 3.5 5.8 5.7 5.8 11a5.8 5.8 0 0 1-11.6 0c0-2.4 1.2-4 2.4-5.2.2 1.7.9 2.7 2 3.2C10 8.5 10.3 5.5 12 3z"
    ),
    "gauge": _path("M5.2 18.5a9 9 0 1 1 13.6 0", "M12 14l4-5") + _dot(12, 14),
    "chat": _path(
        "M5.5 4.5h13A1.5 1.5 0 0 1 20 6v9.5a1.5 1.5 0 0 1-1.5 1.5H11l-5 4v-4h-.5A1.5 1.5 0 0 1 4 15.5V6a1.5 1.5 0 0 1 1.5-1.5z"
    ),
    "export": _path(
        "M12 15.5V4", "M7.5 8 12 3.5 16.5 8", "M4.5 14.5V19A1.5 1.5 0 0 0 6 20.5h12a1.5 1.5 0 0 0 1.5-1.5v-4.5"
    ),
    "settings": _circle(12, 12, 3)
    + _path(
        "M10.3 3.5h3.4l.6 2.6 1.9 1.1 2.5-.8 1.7 2.9-1.9 1.8v2.2l1.9 1.8-1.7 2.9-2.5-.8-1.9 1.1-.6 2.6h-3.4l-.6-2.6"
        "-1.9-1.1-2.5.8-1.7-2.9 1.9-1.8v-2.2L3.6 9.3l1.7-2.9 2.5.8 1.9-1.1z"
    ),
    "folder": _path(
        "M3.5 7A1.5 1.5 0 0 1 5 5.5h4.3l2.2 2.5H19A1.5 1.5 0 0 1 20.5 9.5v8A1.5 1.5 0 0 1 19 19H5a1.5 1.5 0 0 1-1.5-1.5z"
    ),
    "copy": _box(8.5, 8.5, 12, 12, 2) + _path("M15.5 8.5V5.5a2 2 0 0 0-2-2h-8a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h3"),
    "check": _path("M5 12.5l4.5 4.5L19 7.5"),
    "cross": _path("M6.5 6.5l11 11", "M17.5 6.5l-11 11"),
    "check_circle": _circle(12, 12, 9) + _path("M8.2 12.4l2.7 2.7 5-5.2"),
    "cross_circle": _circle(12, 12, 9) + _path("M9 9l6 6", "M15 9l-6 6"),
    "warning": _path("M12 4.2 2.8 19.8h18.4z", "M12 10.3v4") + _dot(12, 17.1),
    "info": _circle(12, 12, 9) + _path("M12 11.5v5") + _dot(12, 7.9),
    "clock": _circle(12, 12, 9) + _path("M12 7v5.3l3.5 2"),
    "refresh": _path(
        "M20 11a8 8 0 0 0-14-4.4L3.5 9", "M3.5 4.5V9H8", "M4 13a8 8 0 0 0 14 4.4l2.5-2.4", "M20.5 19.5V15H16"
    ),
    "search": _circle(10.5, 10.5, 6.5) + _path("M15.3 15.3 20.5 20.5"),
    "plus": _path("M12 5v14", "M5 12h14"),
    "minus": _path("M5 12h14"),
    "pencil": _path("M4 20l1-4.5L16.5 4a2 2 0 0 1 2.8 0l.7.7a2 2 0 0 1 0 2.8L8.5 19z", "M14 6.5l3.5 3.5"),
    "trash": _path("M4 6.5h16", "M9 6.5V4h6v2.5", "M6 6.5 7 20h10l1-13.5", "M10.2 10.5v5.5", "M13.8 10.5v5.5"),
    "chevron_right": _path("M9.5 6l6 6-6 6"),
    "chevron_down": _path("M6 9.5l6 6 6-6"),
    "chevron_up": _path("M6 14.5l6-6 6 6"),
    "chevron_up_down": _path("M7.5 9.5 12 5l4.5 4.5", "M7.5 14.5 12 19l4.5-4.5"),
    "arrow_right": _path("M4.5 12h15", "M13 5.5l6.5 6.5-6.5 6.5"),
    "redo": _path("M15.5 5 20 9.5 15.5 14", "M20 9.5H10a5.5 5.5 0 0 0 0 11h3"),
    "undo": _path("M8.5 5 4 9.5 8.5 14", "M4 9.5h10a5.5 5.5 0 0 1 0 11h-3"),
    "return": _path("M9 10l-4.5 4.5L9 19", "M4.5 14.5H16a4 4 0 0 0 4-4V5"),
    "stop": _box(5.5, 5.5, 13, 13, 2),
    "pause": _box(6, 5, 3.6, 14, 1) + _box(14.4, 5, 3.6, 14, 1),
    "lightbulb": _path("M9 17.5c0-2-3.2-3.6-3.2-8a6.2 6.2 0 0 1 12.4 0c0 4.4-3.2 6-3.2 8z", "M10 21h4"),
    "wrench": _path(
        "M17.6 3.2 15.2 5.8v3h3l2.6-2.4a5 5 0 0 1-6.6 6l-6.8 6.8a2 2 0 0 1-2.8-2.8l6.8-6.8a5 5 0 0 1 6.2-6.4z"
    ),
    "chip": _box(6.5, 6.5, 11, 11, 2)
    + _box(10, 10, 4, 4, 0.5)
    + _path("M9.5 6.5v-3", "M14.5 6.5v-3", "M9.5 20.5v-3", "M14.5 20.5v-3")
    + _path("M6.5 9.5h-3", "M6.5 14.5h-3", "M20.5 9.5h-3", "M20.5 14.5h-3"),
    "cpu": _box(4.5, 4.5, 15, 15, 2)
    + _box(9, 9, 6, 6, 1)
    + _path("M9 4.5v-2", "M15 4.5v-2", "M9 21.5v-2", "M15 21.5v-2")
    + _path("M4.5 9h-2", "M4.5 15h-2", "M21.5 9h-2", "M21.5 15h-2"),
    "disk": _path(
        "M3.5 13.5 6.3 6A1.6 1.6 0 0 1 7.8 5h8.4a1.6 1.6 0 0 1 1.5 1l2.8 7.5V18a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 18z",
        "M3.5 13.5h17",
    )
    + _dot(7.5, 16.5)
    + _dot(11, 16.5),
    "bolt": _path("M13 3 4.5 13.5H11L10.5 21 19.5 10.5H13z"),
    "terminal": _path("M4.5 6.5 10 12l-5.5 5.5", "M12.5 18h7"),
    "shield": _path("M12 3.5 4.5 6.2v5.3c0 4.5 3 7.7 7.5 9.5 4.5-1.8 7.5-5 7.5-9.5V6.2z", "M8.8 12l2.3 2.3 4.2-4.3"),
    "file": _path(
        "M13.5 3.5H7A1.5 1.5 0 0 0 5.5 5v14A1.5 1.5 0 0 0 7 20.5h10a1.5 1.5 0 0 0 1.5-1.5V8.5z", "M13.5 3.5v5h5"
    ),
    "sun": _circle(12, 12, 4)
    + _path("M12 2.5v2", "M12 19.5v2", "M2.5 12h2", "M19.5 12h2", "M5.3 5.3l1.4 1.4", "M17.3 17.3l1.4 1.4")
    + _path("M5.3 18.7l1.4-1.4", "M17.3 6.7l1.4-1.4"),
    "moon": _path("M20 14.5A8.5 8.5 0 1 1 9.5 4a6.8 6.8 0 0 0 10.5 10.5z"),
    "eye": _path("M2.5 12C4.5 8 8 5.5 12 5.5S19.5 8 21.5 12c-2 4-5.5 6.5-9.5 6.5S4.5 16 2.5 12z") + _circle(12, 12, 3),
    "help": _circle(12, 12, 9) + _path("M9.3 9.5a2.7 2.7 0 1 1 4 2.4c-.9.5-1.3 1-1.3 2") + _dot(12, 16.9),
    "lock": _box(5, 10.5, 14, 10, 2) + _path("M8 10.5V7.5a4 4 0 0 1 8 0v3"),
    "more": _dot(5.5, 12, 1.7) + _dot(12, 12, 1.7) + _dot(18.5, 12, 1.7),
    "keyboard": _box(2.5, 6, 19, 12, 2)
    + _path("M8 14.5h8")
    + _dot(6.5, 10.2)
    + _dot(10.2, 10.2)
    + _dot(13.8, 10.2)
    + _dot(17.5, 10.2),
    "download": _path(
        "M12 4v11.5", "M7.5 11 12 15.5 16.5 11", "M4.5 16v3A1.5 1.5 0 0 0 6 20.5h12a1.5 1.5 0 0 0 1.5-1.5v-3"
    ),
    "external": _path(
        "M14 4h6v6", "M20 4l-9 9", "M18 13.5V19a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 19V7.5A1.5 1.5 0 0 1 5 6h5.5"
    ),
    "dot": '<circle cx="12" cy="12" r="5" fill="{colour}" stroke="none"/>',
}


def svg(name: str, colour: str, stroke: float = 2) -> bytes:
    """An icon as an SVG file in one colour ("#rrggbb")."""
    shapes = GLYPHS[name].replace("{colour}", colour)
    head = f'fill="none" stroke="{colour}" stroke-width="{stroke}" stroke-linecap="round" stroke-linejoin="round"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" {head}>{shapes}</svg>'.encode()
