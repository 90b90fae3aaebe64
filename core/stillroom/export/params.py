"""What the exports are asked, apart from the jobs themselves: the window asks, and loads no client for it."""

from typing import Literal

import msgspec

from stillroom.serving import DEFAULT_QUANT


class GgufParams(msgspec.Struct, frozen=True):
    """`out`: the file to write, or a folder to write it into; `run`: the training run, the newest by default."""

    out: str
    quant: str = DEFAULT_QUANT
    run: str | None = None


class OllamaParams(msgspec.Struct, frozen=True):
    """`name`: the model's name in Ollama, with or without a tag; `host`: None for the one `OLLAMA_HOST` names, or this computer's.

    `replace`: an existing model of that name may be replaced; it is kept under another tag. `tasks`: so many held-out tasks are
    tried there, each plain and streamed. `case`: ask the stock model too, through LangChain, and tell both conversations.
    `start`: start the Ollama that is installed on this computer, if none answers.
    """

    name: str
    host: str | None = None
    quant: str = DEFAULT_QUANT
    run: str | None = None
    replace: bool = False
    tasks: int = 6
    case: bool = False
    start: bool = False


class RemoveParams(msgspec.Struct, frozen=True):
    """The model to remove from Ollama, if Stillroom made it; `host` as above."""

    name: str
    host: str | None = None


FileKind = Literal["adapter", "folder", "data", "card"]


class FilesParams(msgspec.Struct, frozen=True):
    """`what` to write to `out`: the adapter or the merged model as a folder, the training data as JSONL, the model card."""

    what: FileKind
    out: str
    run: str | None = None
