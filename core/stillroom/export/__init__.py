"""A trained student taken elsewhere: as files, and into Ollama."""

from stillroom.export.examples import (
    langchain_example,
    python_example,
    question_for,
    run_line,
    short_name,
)
from stillroom.export.files import export_files
from stillroom.export.gguf import export_gguf, gguf_file
from stillroom.export.params import FileKind, FilesParams, GgufParams, OllamaParams, RemoveParams
from stillroom.export.report import REPORT, transcript
from stillroom.export.solutions import write_solutions
from stillroom.export.training import TrainingFolderParams, export_training

__all__ = [
    "REPORT",
    "FileKind",
    "FilesParams",
    "GgufParams",
    "OllamaParams",
    "RemoveParams",
    "TrainingFolderParams",
    "export_files",
    "export_gguf",
    "export_training",
    "gguf_file",
    "langchain_example",
    "python_example",
    "question_for",
    "run_line",
    "short_name",
    "transcript",
    "write_solutions",
]
