"""Parity in llama.cpp: what its own server makes of a GGUF's template and tokenizer, beside what the student was trained on."""

import json
import urllib.request
from pathlib import Path
from typing import Any

from stillroom.errors import StudentError
from stillroom.export.parity import CONVERSATIONS, Conversation, first_difference
from stillroom.templates import Family

# It is this process's own: no proxy is asked.
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def llama_difference(gguf: Path, tokenizer: Path, family: Family) -> str:
    """Where llama.cpp's prompts, or their tokens, first differ from training's; empty where they never do.

    `tokenizer` is the student's tokenizer.json. A crash of llama.cpp ends this process: it belongs into a job's child process.

    Raises:
        StudentError: llama.cpp cannot load the file.
    """
    import xllamacpp
    from tokenizers import Tokenizer

    params = xllamacpp.CommonParams()
    params.model.path = str(gguf)
    params.n_ctx = 256  # nothing is answered
    params.warmup = False
    try:
        server = xllamacpp.Server(params)
    except RuntimeError as error:
        hint = "Delete it, then export again: it is made anew."
        raise StudentError("The model cannot be loaded", f"llama.cpp refused {gguf}: {error}.", hint) from error

    def ask(path: str, body: dict[str, Any]) -> Any:
        address, headers = f"{server.listening_address}{path}", {"Content-Type": "application/json"}
        with _DIRECT.open(urllib.request.Request(address, json.dumps(body).encode(), headers), timeout=60) as answer:
            return json.load(answer)

    def rendered(conversation: Conversation) -> str:
        messages = [message.to_openai() for message in conversation.messages]
        tools = [tool.to_openai() for tool in conversation.tools]
        return str(ask("/apply-template", {"messages": messages, "tools": tools})["prompt"])

    if difference := first_difference(family, rendered):
        return difference
    trained = Tokenizer.from_file(str(tokenizer))
    for conversation in CONVERSATIONS:
        text = family.prompt(conversation.messages, conversation.tools)
        # As it reads the prompt of a completion: what begins one it puts there itself.
        got = ask("/tokenize", {"content": text, "add_special": True, "parse_special": True})["tokens"]
        whole = family.render(conversation.messages, conversation.tools, reply=True)
        expected = trained.encode(whole, add_special_tokens=False).ids
        if got != expected:
            at = next((n for n, (a, b) in enumerate(zip(expected, got, strict=False)) if a != b), len(got))
            return (
                f"in the conversation {conversation.name!r}, at token {at}, training reads "
                f"{trained.decode(expected[at : at + 5], skip_special_tokens=False)!r} in other tokens than this"
            )
    return ""
