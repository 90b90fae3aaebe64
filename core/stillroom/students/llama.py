"""llama.cpp's own server in this process, asked what it makes of a text: how a GGUF's template and tokenizer read it.

A crash of llama.cpp ends the process: this belongs into a job's child process.
"""

import json
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from stillroom.errors import StudentError

# It is this process's own: no proxy is asked.
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))

Ask = Callable[[str, dict[str, Any]], Any]
"""Sends JSON to a path of the server, and gives the JSON that it answers with."""


def ask_llama(gguf: Path) -> Ask:
    """Load a GGUF into a server that lives as long as what is given back, and asks it.

    Raises:
        StudentError: llama.cpp cannot load the file.
    """
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(gguf)
    params.n_ctx = 256  # nothing is answered
    params.warmup = False
    try:
        server = xllamacpp.Server(params)
    except RuntimeError as error:
        hint = "Delete it, then make it or get it again."
        raise StudentError("The model cannot be loaded", f"llama.cpp refused {gguf}: {error}.", hint) from error

    def ask(path: str, body: dict[str, Any]) -> Any:
        address, headers = f"{server.listening_address}{path}", {"Content-Type": "application/json"}
        with _DIRECT.open(urllib.request.Request(address, json.dumps(body).encode(), headers), timeout=60) as answer:
            return json.load(answer)

    return ask


def llama_tokens(ask: Ask, text: str, *, begin: bool) -> list[int]:
    """The tokens of a text with its marks; `begin`: with what the GGUF has every prompt begin with put before it."""
    return list(ask("/tokenize", {"content": text, "add_special": begin, "parse_special": True})["tokens"])
