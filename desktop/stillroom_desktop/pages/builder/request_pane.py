"""A tool that is an HTTP request: method, address, query, headers and body, with places for arguments and secrets."""

import json
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from stillroom.conversation import read_json
from stillroom_desktop.pages.builder.pane import Pane, Rows, Written, pairs
from stillroom_desktop.theme import font
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.controls import Field, FieldRows, Select, TextArea

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD")
EMPTY: Written = {"kind": "http", "method": "GET", "url": "https://"}


class RequestPane(Pane):
    """The form of an HTTP request. `secret_asked` is to let the user name a secret; it gives what to call with the name."""

    secret_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.method = Select([(method, method) for method in _METHODS], name=self.tr("Method"))
        self.url = Field("https://api.example.org/v1/search")
        self.url.setAccessibleName(self.tr("Address"))
        self.url.setFont(font(12, mono=True))
        self.query = FieldRows([self.tr("name"), self.tr("value")], self.tr("Add to the query"), name=self.tr("Query"))
        self.headers = FieldRows([self.tr("name"), self.tr("value")], self.tr("Add a header"), name=self.tr("Headers"))
        secret = Button(self.tr("Put in a secret"), "lock", kind="quiet", small=True)
        secret.clicked.connect(lambda: self.secret_asked.emit(self._take_secret))
        self.body = TextArea('{"text": "{text}"}', mono=True)
        self.body.setAccessibleName(self.tr("Body"))
        self._body_kind = Label(size=12, role="text3")
        hint = Label(
            self.tr("{name} stands for the argument of that name. What is optional and not given is left out."),
            size=12,
            role="text3",
            wrap=True,
        )
        address = QHBoxLayout()
        address.setSpacing(8)
        address.addWidget(self.method)
        address.addWidget(self.url, 1)
        under = QHBoxLayout()
        under.addWidget(secret)
        under.addStretch(1)
        rows = Rows()
        rows.add(self.tr("Address"), address)
        rows.add("", hint)
        rows.add(self.tr("Query"), self.query)
        rows.add(self.tr("Headers"), self.headers)
        rows.add("", under)
        rows.add(self.tr("Body"), self.body)
        rows.add("", self._body_kind)
        self.setLayout(rows)
        self.method.changed.connect(self._tell)
        self.url.textEdited.connect(self._tell)
        self.query.edited.connect(self._tell)
        self.headers.edited.connect(self._tell)
        self.body.textChanged.connect(self._tell)

    def fill_in(self, written: Written) -> None:
        self.method.set_value(written.get("method", "GET"))
        if self.url.text() != written.get("url", ""):
            self.url.setText(written.get("url", ""))
            self.url.setCursorPosition(0)
        self.query.set_rows(list(written.get("query", {}).items()))
        self.headers.set_rows(list(written.get("headers", {}).items()))
        if self._body() != written.get("body"):
            self.body.set_text(_body_text(written.get("body")))
        self._show_body_kind()

    def _body(self) -> Any:
        """The body as it is written: JSON if it reads as such, otherwise the text; None if it is empty."""
        text = self.body.text().strip()
        if not text:
            return None
        try:
            return read_json(text)
        except ValueError:
            return text

    def _show_body_kind(self) -> None:
        body = self._body()
        if body is None:
            word = self.tr("Nothing is sent.")
        elif isinstance(body, str):
            word = self.tr("Sent as text.")
        else:
            word = self.tr("Sent as JSON.")
        self._body_kind.setText(word)

    def _take_secret(self, name: str) -> None:
        """Write it into the header that is being written, or into a new one."""
        rows = self.headers.rows
        if field := self.headers.focused():
            field.setText(f"{field.text()}{{secret:{name}}}")
        else:
            self.headers.set_rows([*rows, ["Authorization", f"Bearer {{secret:{name}}}"]])
        self._tell()

    def now(self) -> Written:
        written: Written = {"kind": "http", "method": self.method.value, "url": self.url.text().strip()}
        parts = {"query": pairs(self.query.rows), "headers": pairs(self.headers.rows), "body": self._body()}
        return written | {key: value for key, value in parts.items() if value not in ({}, None)}

    def _tell(self) -> None:
        self._show_body_kind()
        self.tell()


def _body_text(body: Any) -> str:
    if body is None:
        return ""
    return body if isinstance(body, str) else json.dumps(body, ensure_ascii=False, indent=2)
