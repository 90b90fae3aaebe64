"""What the hub has of a model: which of its files make a student, how large they are, and who may have them."""

import re
from typing import Any

import msgspec

from stillroom.errors import KnownError, StudentError
from stillroom.students.hub import SECONDS_TO_ANSWER, headers, hub_address, hub_words, page_of, read_token
from stillroom.students.naming import HubName

# What a student is made of. Weights of other names are other forms of the same ones, adapters, or parts of something else.
_WEIGHTS = re.compile(r"model[\w.-]*\.safetensors")
_SETTINGS = (
    "config.json",
    "generation_config.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "tokenizer.model",
    "special_tokens_map.json",
    "added_tokens.json",
    "vocab.json",
    "merges.txt",
    "chat_template.jinja",
    "model.safetensors.index.json",
)
_PICKLED = (".bin", ".pt", ".pth", ".ckpt")
_LONGEST = 400  # characters of what a gate says; some recite their whole licence


class HubFile(msgspec.Struct, frozen=True):
    """A file of a model: its size in bytes, and its SHA-256 or, for small ones, its hash in git (40 digits)."""

    name: str
    size: int
    checksum: str


class Offer(msgspec.Struct, frozen=True):
    """What the hub has of a model: the files that make a student, as they are in one commit.

    `licence` is its tag on the hub ("" for none told), `page` where to read it. `gated`: files are given only to those who have
    agreed on that page, `asks` is how what it says there begins. `closed`: the hub wants to know who asks.
    """

    hub: HubName
    commit: str
    files: tuple[HubFile, ...]
    licence: str
    page: str
    gated: bool = False
    asks: str = ""
    closed: bool = False

    @property
    def size(self) -> int:
        """What is to be downloaded in all, in bytes."""
        return sum(file.size for file in self.files)


def ask_hub(hub: HubName) -> Offer:
    """What the hub has of a model: this asks the server, and nothing is downloaded yet.

    The token is read, which may wait for the user to unlock the keyring, only where the hub shows the model to some alone.

    Raises:
        StudentError: there is no such model, it is no student, or its weights are of a kind that is refused.
        KnownError: the hub does not answer, or does not take the token.
    """
    from huggingface_hub.errors import RepositoryNotFoundError

    private = False
    with hub_words(hub):
        try:
            told = _ask(hub, None)
        except RepositoryNotFoundError:
            token = read_token()
            if token is None:
                raise
            told, private = _ask(hub, token), True
    card = told.cardData or {}
    asks = " ".join(str(card.get("extra_gated_prompt") or "").split())
    return Offer(
        hub,
        told.sha,
        _files(hub, told.siblings),
        str(card.get("license_name") or card.get("license") or ""),
        page_of(hub),
        bool(told.gated),
        f"{asks[:_LONGEST]}…" if len(asks) > _LONGEST else asks,
        private or bool(told.gated),
    )


class _Lfs(msgspec.Struct):
    sha256: str


class _Sibling(msgspec.Struct):
    rfilename: str
    size: int | None = None
    blobId: str = ""  # noqa: N815 - the hub's name
    lfs: _Lfs | None = None


class _Model(msgspec.Struct):
    """What the hub's `/api/models/ORG/NAME?blobs=true` says (huggingface_hub, hf_api.py, ModelInfo and RepoSibling)."""

    sha: str
    siblings: list[_Sibling]
    gated: bool | str = False
    cardData: dict[str, Any] | None = None  # noqa: N815


def _ask(hub: HubName, token: str | None) -> _Model:
    from huggingface_hub import get_session, hf_raise_for_status

    address = f"{hub_address()}/api/models/{hub.hub}"
    answer = get_session().get(address, params={"blobs": "true"}, headers=headers(token), timeout=SECONDS_TO_ANSWER)
    hf_raise_for_status(answer)
    return msgspec.json.decode(answer.content, type=_Model)


def _files(hub: HubName, siblings: list[_Sibling]) -> tuple[HubFile, ...]:
    """The files that make a student, the weights last.

    Raises:
        StudentError: there are none.
    """
    there = {each.rfilename: each for each in siblings}
    chosen = [hub.file] if hub.file in there else []
    if not hub.file:
        weights = ["model.safetensors"] if "model.safetensors" in there else [*filter(_WEIGHTS.fullmatch, there)]
        chosen = [*(name for name in _SETTINGS if name in there), *sorted(weights)] if weights else []
    if not chosen:
        raise _no_student(hub, sorted(there))
    files = []
    for name in chosen:
        said = there[name]
        checksum = said.lfs.sha256 if said.lfs else said.blobId
        if said.size is None or not checksum:
            raise KnownError(
                "The hub does not say enough",
                f"{hub_address()} names no size and no checksum of {name}, so nobody could tell whether it arrived whole.",
                "Choose another mirror, or none.",
            )
        files.append(HubFile(name, said.size, checksum))
    return tuple(files)


def _no_student(hub: HubName, there: list[str]) -> StudentError:
    ggufs = [name for name in there if name.endswith(".gguf")]
    pickled = [name for name in there if name.endswith(_PICKLED)]
    if ggufs:
        return StudentError(
            "Which of its files?",
            f"{hub.hub} holds these GGUF files: {', '.join(ggufs)}.",
            f"Name the one that you want, for example {hub.hub}:{ggufs[-1]}.",
        )
    if "adapter_config.json" in there:
        return StudentError(
            "An adapter is no student",
            f"{hub.hub} holds what was trained beside a model, not the model.",
            "Choose the model that it was made for: its page says which.",
        )
    if pickled:
        return StudentError(
            "Pickled weights",
            f"{pickled[0]} in {hub.hub} could run code when it is loaded, so it is refused, and nothing was downloaded.",
            "Choose a model that comes as safetensors.",
        )
    return StudentError(
        "No weights",
        f"{hub.hub} holds no model.safetensors.",
        "Choose a model in Hugging Face format: config.json, tokenizer.json and *.safetensors.",
    )
