"""What the tests of the export into Ollama do again and again."""

from pathlib import Path
from typing import Any

import ollama
from standins.ollama.server import OllamaStandIn

from stillroom import work
from stillroom.export import OllamaParams, RemoveParams
from stillroom.jobs import Event, Failed, run_here
from stillroom.project import Project

VERSIONS = ("0.24.0", "0.33.0-rc2")


def export(project: Project, server: OllamaStandIn, **changes: Any) -> list[Event]:
    params = OllamaParams(**({"name": "cipher", "host": server.address, "tasks": 3} | changes))
    return list(run_here(work.export_ollama(project, params)))


def remove(project: Project, server: OllamaStandIn, name: str) -> Event:
    return list(run_here(work.remove_ollama(project, RemoveParams(name, server.address))))[-1]


def make_model(server: OllamaStandIn, name: str, file: Path, licence: str) -> None:
    """A model that an export of this project did not make, or did and was killed."""
    client = ollama.Client(server.address)
    client.create(name, files={"mine.gguf": client.create_blob(file)}, license=licence)
    client.close()  # type: ignore[no-untyped-call]


def failed(events: list[Event]) -> Failed:
    assert isinstance(events[-1], Failed), events[-1]
    return events[-1]
