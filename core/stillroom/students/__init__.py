"""Who could learn: a student's files, made ready and converted, and the hardware to train it on."""

from stillroom.students.gguf import QUANTS, SIXTEEN_BIT, base_gguf, convert, quantise
from stillroom.students.hardware import Hardware, look
from stillroom.students.ollama import is_here, ollama_address, start_ollama
from stillroom.students.prepare import WEIGHTS_NOTE, PrepareParams, prepare, ready_student
from stillroom.students.student import SMOLLM2, SMOLLM2_ON_THE_HUB, Student, find_student, is_prepared

__all__ = [
    "QUANTS",
    "SIXTEEN_BIT",
    "SMOLLM2",
    "SMOLLM2_ON_THE_HUB",
    "WEIGHTS_NOTE",
    "Hardware",
    "PrepareParams",
    "Student",
    "base_gguf",
    "convert",
    "find_student",
    "is_here",
    "is_prepared",
    "look",
    "ollama_address",
    "prepare",
    "quantise",
    "ready_student",
    "start_ollama",
]
