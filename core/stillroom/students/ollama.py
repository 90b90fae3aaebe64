"""Whether Ollama, which runs exported students, answers on this computer, and starting it."""

import http.client
import json
import os
import shutil
import subprocess
import time
import urllib.request
from urllib.parse import urlsplit

_PORT = 11434
_LONGEST = 40  # characters of a version; what answers there may be anything
_SECONDS_TO_START = 15.0
_EVERYWHERE = ("", "0.0.0.0", "::")
"""What a server is told so that it listens to all; whoever asks it asks this computer."""

_HERE = ("127.0.0.1", "localhost", "::1")
# This computer's own is never behind a proxy, which would be asked in vain, and told of it.
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))

_started: list["subprocess.Popen[bytes]"] = []
"""What goes on by itself; Python warns of a process that is forgotten while it runs."""


def ollama_address(given: str | None = None) -> str:
    """Where Ollama listens, by what was given, else by `OLLAMA_HOST`, as Ollama itself reads it.

    Raises:
        ValueError: there is no address in it.
    """
    given = (given or os.environ.get("OLLAMA_HOST", "")).strip().strip("\"'")
    scheme, mark, _ = given.partition("://")
    parts = urlsplit(given if mark else f"http://{given}")
    host = parts.hostname or ""
    host = "127.0.0.1" if host in _EVERYWHERE else f"[{host}]" if ":" in host else host
    usual = {"http": 80, "https": 443}.get(scheme, _PORT) if mark else _PORT
    return f"{parts.scheme}://{host}:{parts.port or usual}"


def is_here(address: str) -> bool:
    """Whether a server's address is this computer's own: no proxy is asked then."""
    return urlsplit(address).hostname in _HERE


def ollama_version() -> str | None:
    """The version of the Ollama that answers within a second; None where none does."""
    try:
        address = ollama_address()
        opener = _DIRECT if is_here(address) else urllib.request.build_opener()
        with opener.open(f"{address}/api/version", timeout=1) as answer:
            version = json.loads(answer.read(4096))["version"]
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
        return None
    return version[:_LONGEST] if isinstance(version, str) else None


def start_ollama() -> bool:
    """Start the Ollama that is installed here, to go on by itself, and wait until it answers; False if it does not in 15 seconds."""
    program = shutil.which("ollama")
    if program is None:
        return False
    nowhere = subprocess.DEVNULL
    _started.append(
        subprocess.Popen([program, "serve"], stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True)
    )
    patience = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < patience:
        if ollama_version() is not None:
            return True
        time.sleep(0.2)
    return False
