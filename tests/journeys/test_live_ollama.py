"""Against a real Ollama, where one answers: `python3 packaging/run.py test -m ollama`, with OLLAMA_HOST for one elsewhere."""

import threading
import uuid
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from stillroom.export.parity import Conversation, first_difference
from stillroom.jobs import Event
from stillroom.place import sha256_of
from stillroom.serving.ollama_model import to_ollama
from stillroom.serving.ollama_server import Ollama
from stillroom.students import SMOLLM2, Student, base_gguf, ollama_address, ready_student
from stillroom.students.ollama import ollama_version

pytestmark = [pytest.mark.ollama, pytest.mark.timeout(600)]
T = TypeVar("T")


@pytest.fixture(scope="module")
def server() -> Iterator[Ollama]:
    if ollama_version() is None:
        pytest.skip(f"no Ollama answers at {ollama_address()}")
    with Ollama() as server:
        yield server


def value(part: Generator[Event, None, T]) -> T:
    while True:
        try:
            next(part)
        except StopIteration as done:
            found: T = done.value
            return found


def test_the_sample_s_student_is_listed_with_tools_and_reads_what_training_reads(server: Ollama) -> None:
    never = threading.Event()
    student: Student = value(ready_student(SMOLLM2))
    file: Path = value(base_gguf(student, never))
    name = f"stillroom-test-{uuid.uuid4().hex[:8]}"
    sha256 = sha256_of(file)
    list(server.upload(file, sha256, never))
    try:
        family = student.family
        parameters = {"stop": list(family.stop), "repeat_penalty": 1.0, "temperature": 0.0, "num_ctx": 4096}
        steps = list(server.create(name, sha256, template=family.ollama_template, parameters=parameters))
        assert steps[-1] == "success"
        shown = server.show(name)
        assert shown is not None
        assert "tools" in shown.capabilities

        def rendered(conversation: Conversation) -> str:
            messages = [to_ollama(message, family) for message in conversation.messages]
            return server.render(name, messages, conversation.tools)

        assert first_difference(family, rendered) == ""
        reply = server.chat(name, [{"role": "user", "content": "Hello"}], (), stream=True)
        assert reply.message.content
    finally:
        server.delete(name)
    assert server.show(name) is None
