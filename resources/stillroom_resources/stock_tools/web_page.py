"""Fetches a web page and keeps what a person would read of it."""

import html.parser
import http.client
import ipaddress
import re
import urllib.error
import urllib.parse
import urllib.request

LOCAL = False  # whether pages of this computer and its own network may be fetched
SECONDS = 15
BYTES = 3_000_000
LENGTH = 12_000

STANDARD = "HTTPRedirectHandler HTTPErrorProcessor HTTPDefaultErrorHandler UnknownHandler".split()

BLOCKS = set(
    "address article blockquote br dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li main ol p pre section table tr ul".split()
)
HIDDEN = set("aside button canvas footer form head header iframe nav noscript script select style svg template".split())


def fetch_page(address: str) -> dict[str, str]:
    address = address.strip() if "://" in address else f"https://{address.strip()}"
    if urllib.parse.urlsplit(address).scheme not in ("http", "https"):
        raise ValueError("Only addresses that begin with http:// or https:// can be fetched.")
    request = urllib.request.Request(
        address, headers={"User-Agent": "Mozilla/5.0 (compatible; Stillroom)", "Accept": "text/html,text/plain"}
    )
    opener = urllib.request.OpenerDirector()
    for handler in (HttpHandler, HttpsHandler, *(getattr(urllib.request, name) for name in STANDARD)):
        opener.add_handler(handler())
    try:
        with opener.open(request, timeout=SECONDS) as answer:
            kind = answer.headers.get_content_type()
            if not kind.startswith("text/") and kind != "application/xhtml+xml":
                raise ValueError(f"The page is no text, but {kind}.")
            body = answer.read(BYTES)
            text = decode(body, answer.headers.get_content_charset())
            found = answer.url
    except urllib.error.HTTPError as error:
        raise ValueError(f"The server answered {error.code} {error.reason}.") from None
    except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
        raise ValueError(f"The page could not be fetched: {getattr(error, 'reason', error)}.") from None
    title, text = read_html(text) if kind != "text/plain" else ("", text)
    if len(text) > LENGTH:
        text = f"{text[:LENGTH]}\n({len(text) - LENGTH} more characters are not shown.)"
    return {"address": found, "title": title, "text": text}


def decode(body: bytes, charset: str | None) -> str:
    meta = re.search(rb"<meta[^>]+charset=[\"']?([\w-]+)", body[:4000], re.IGNORECASE)
    for name in (charset, meta[1].decode() if meta else None):
        try:
            return body.decode(name, errors="replace") if name else body.decode()
        except (LookupError, UnicodeError):
            continue
    return body.decode(errors="replace")


def read_html(source: str) -> tuple[str, str]:
    """The title and the readable text of a page: that of its main part, where it says which that is."""
    reader = Reader()
    reader.feed(source)
    reader.close()
    text = "".join(reader.main or reader.all)
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in text.split("\n"))
    return " ".join("".join(reader.title).split()), re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class Reader(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.title: list[str] = []
        self.all: list[str] = []
        self.main: list[str] = []
        self._hidden: list[str] = []
        self._in_title = False
        self._in_main = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "title":
            self._in_title = True
        elif tag == "body":
            self._hidden.clear()
        elif tag in HIDDEN and not (tag == "header" and self._in_main):
            self._hidden.append(tag)
        elif tag in ("main", "article"):
            self._in_main += 1
        if tag in BLOCKS:
            mark = "#" * int(tag[1]) + " " if re.fullmatch("h[1-6]", tag) else "- " if tag == "li" else ""
            self._add(("\n" if tag in ("br", "li", "tr", "dd") else "\n\n") + mark)
        elif tag in ("td", "th"):
            self._add(" | ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        elif tag in self._hidden:
            while self._hidden.pop() != tag:
                pass
        elif tag in ("main", "article"):
            self._in_main = max(0, self._in_main - 1)
        if tag in BLOCKS and tag not in ("br", "hr", "li", "tr", "dd"):
            self._add("\n\n")

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title.append(data)
        else:
            self._add(re.sub(r"\s+", " ", data))

    def _add(self, text: str) -> None:
        if not self._hidden:
            self.all.append(text)
            if self._in_main:
                self.main.append(text)


class Connection(http.client.HTTPConnection):
    """Looks whom it has reached before it says anything."""

    def connect(self) -> None:
        super().connect()
        there = ipaddress.ip_address(self.sock.getpeername()[0])
        there = getattr(there, "ipv4_mapped", None) or there
        if not (LOCAL or there.is_global):
            self.close()
            raise OSError("it lies on this computer or its own network, which this tool does not fetch from")


class SafeConnection(Connection, http.client.HTTPSConnection):
    pass


class HttpHandler(urllib.request.HTTPHandler):
    def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(Connection, request)


class HttpsHandler(urllib.request.HTTPSHandler):
    def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(SafeConnection, request)
