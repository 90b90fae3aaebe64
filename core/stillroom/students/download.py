"""A model fetched from the hub into the cache: whole or not at all, gone on with where it stopped, however it did.

While it is fetched, its files lie in a hidden folder beside its place, with `source.json`, the offer that they are fetched by. What
is complete and has the checksum that the hub names has its own name there; what is not ends in `.part`, and is as long as what was
received: the next bytes are asked for from there. (huggingface_hub's own download keeps nothing of a file that was broken off, and
compares no checksum.) When all are there, the folder gets its name.
"""

import hashlib
import json
import os
import shutil
import threading
import time
from collections import deque
from collections.abc import Generator, Iterator
from pathlib import Path

import httpx2

from stillroom.errors import KnownError, StudentError, from_os_error
from stillroom.jobs import Event, Note, Progress, Stage, Stopped
from stillroom.paths import replace_file
from stillroom.place import check_room
from stillroom.students.hub import SECONDS_TO_ANSWER, gate, headers, hub_address, hub_words, read_token
from stillroom.students.kept import PART, Source, alone, keep_source, read_source, received, unfinished
from stillroom.students.naming import HubName, cached
from stillroom.students.offer import HubFile, Offer, ask_hub
from stillroom.students.student import check_settings
from stillroom.templates import family_of

_TRIES = 6  # in a row without a byte
_SECONDS_BETWEEN = 0.5


def download(hub: HubName, stop: threading.Event) -> Generator[Event, None, Path]:
    """Fetch a model's files; the folder that holds them. They stay unfinished where it raises, to be gone on with: a part of a job.

    Raises:
        StudentError: there is no such model, it is no student, or it is not given to this user.
        KnownError: there is no room, the hub does not answer, or what it gives is not what it names.
        Stopped: `stop` was set.
    """
    target = cached(f"{hub.folder}.gguf" if hub.file else hub.folder)
    partial = unfinished(target)
    try:
        with alone(target):
            if target.is_dir():
                return target  # another process has just fetched it
            begun = read_source(partial)
            offer = (begun and begun.offer) or ask_hub(hub)
            token = read_token() if offer.closed else None
            if offer.gated and token is None:
                raise gate(hub, offer.asks)
            check_room(target, offer.size - received(partial, offer))
            if begun is None:
                partial.mkdir(exist_ok=True)
                keep_source(partial, Source(str(hub), offer))
            if offer.licence and begun is None:
                yield Note(f"Its licence is {offer.licence}; its terms stand at {offer.page}.")
            yield from _fetch_all(offer, partial, token, stop)
            partial.replace(target)
    except OSError as error:
        raise from_os_error(error, partial) from error
    return target


def _fetch_all(offer: Offer, partial: Path, token: str | None, stop: threading.Event) -> Iterator[Event]:
    yield Stage("Downloading the student", offer.size, "bytes")
    far = _HowFar(offer.size)
    done = 0
    weights = next((file for file in offer.files if file.name.endswith(".safetensors")), None)
    for file in offer.files:
        if file is weights:
            if _leave_out_code(partial / "config.json"):
                yield Note(
                    "Its config.json named Python code of its own. That was left out: transformers knows the model itself."
                )
            _check(partial, offer.hub)  # before what takes long
        if not (partial / file.name).is_file():
            for said in _fetch(offer, file, partial, token, stop):
                if isinstance(said, Note):
                    yield said
                elif progress := far.progress(done + said):
                    yield progress
        done += file.size
    yield Progress(done, offer.size)


def _leave_out_code(config: Path) -> bool:
    """Take what names code out of a config.json, where there is a model of that type in transformers; whether there was any."""
    try:
        settings = json.loads(config.read_bytes())
        named = settings.pop("auto_map", None)
    except (OSError, ValueError, AttributeError, TypeError):
        return False  # `_check` says what is wrong with it
    if named is None:
        return False
    from transformers.models.auto.configuration_auto import CONFIG_MAPPING_NAMES

    if settings.get("model_type") not in CONFIG_MAPPING_NAMES:
        return False
    replace_file(config, json.dumps(settings, indent=2).encode())
    return True


def _check(partial: Path, hub: HubName) -> None:
    """Refuse a model for what its small files say. Nothing of it is kept then."""
    try:
        check_settings(partial)
        family_of(partial)
    except StudentError as error:
        shutil.rmtree(partial, ignore_errors=True)
        raise StudentError(error.title, error.message.replace(str(partial), hub.hub), error.hint) from error


def _fetch(
    offer: Offer, file: HubFile, partial: Path, token: str | None, stop: threading.Event
) -> Iterator[int | Note]:
    """Fetch one file, tell its size after each piece, and give it its name once it is right."""
    part = partial / f"{file.name}{PART}"
    for again in (True, False):
        yield from _receive(offer, file, part, token, stop)
        if _checksum(part, len(file.checksum), stop) == file.checksum:
            part.replace(partial / file.name)
            return
        part.unlink()
        if again:
            yield Note(f"{file.name} did not arrive as the hub has it. It is fetched once more.")
    raise KnownError(
        "The download is damaged",
        f"{file.name} of {offer.hub.hub} arrived twice in another form than the hub names, so it was thrown away.",
        f"Something between here and {hub_address()} changes it: try another network, or another mirror.",
    )


def _receive(offer: Offer, file: HubFile, part: Path, token: str | None, stop: threading.Event) -> Iterator[int | Note]:
    """Append what a part lacks, over as many connections as it takes."""
    from huggingface_hub.errors import HfHubHTTPError

    part.touch()
    tries = 0
    with hub_words(offer.hub):
        while (before := part.stat().st_size) < file.size:
            try:
                yield from _stream(offer, file, part, token, stop)
            except (httpx2.TransportError, HfHubHTTPError) as error:
                tries = 1 if part.stat().st_size > before else tries + 1
                if tries == _TRIES or not _may_pass(error):
                    raise
                seconds = 2 ** (tries - 1)
                yield Note(f"The connection to the hub broke. It is tried again in {seconds} s.")
                if stop.wait(seconds):
                    raise Stopped from error


def _may_pass(error: Exception) -> bool:
    """Whether what went wrong may be over in a moment."""
    from huggingface_hub.errors import HfHubHTTPError

    return not isinstance(error, HfHubHTTPError) or error.response.status_code in (408, 429, 500, 502, 503, 504)


def _stream(offer: Offer, file: HubFile, part: Path, token: str | None, stop: threading.Event) -> Iterator[int]:
    """Append what comes over one connection, and tell the part's size after each piece.

    The hub may send on to another host, which is not shown the token.
    """
    from huggingface_hub import get_session, hf_hub_url, hf_raise_for_status

    address = hf_hub_url(offer.hub.hub, file.name, revision=offer.commit, endpoint=hub_address())
    size = part.stat().st_size
    asked = headers(token) | ({"Range": f"bytes={size}-"} if size else {})
    with (
        get_session().stream("GET", address, headers=asked, timeout=SECONDS_TO_ANSWER, follow_redirects=True) as answer,
        part.open("ab") as out,
    ):
        hf_raise_for_status(answer)
        if answer.status_code != httpx2.codes.PARTIAL_CONTENT:
            size = out.truncate(0)  # it begins anew
        for piece in answer.iter_bytes():
            if stop.is_set():
                raise Stopped
            out.write(piece)
            out.flush()
            size += len(piece)
            yield size
            if size > file.size:
                return  # whatever comes now is not the file
        os.fsync(out.fileno())
        if size < file.size:
            raise httpx2.RemoteProtocolError("incomplete")


def _checksum(path: Path, digits: int, stop: threading.Event) -> str:
    """A file's SHA-256 (64 digits), or its hash in git (40): that of "blob", its size, a zero byte and it."""
    size = path.stat().st_size
    found = hashlib.sha256() if digits == 64 else hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            if stop.is_set():
                raise Stopped
            found.update(piece)
    return found.hexdigest()


class _HowFar:
    """How far a download is, told twice a second, and how long it still takes at the speed of the last twenty seconds."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._told: deque[tuple[float, int]] = deque(maxlen=int(20 / _SECONDS_BETWEEN))

    def progress(self, done: int) -> Progress | None:
        now = time.monotonic()
        if self._told and now < self._told[-1][0] + _SECONDS_BETWEEN:
            return None
        self._told.append((now, done))
        then, had = self._told[0]
        speed = (done - had) / (now - then) if now > then else 0.0
        return Progress(done, self._total, round((self._total - done) / speed, 1) if speed > 0 else None)
