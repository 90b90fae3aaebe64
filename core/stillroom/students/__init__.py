"""Who could learn: a student's files, made ready and converted, and the hardware to train it on."""

from stillroom.students.gguf import QUANTS, SIXTEEN_BIT, base_gguf, convert, quantise
from stillroom.students.hardware import Hardware, look
from stillroom.students.prepare import WEIGHTS_NOTE, PrepareParams, prepare, ready_student
from stillroom.students.student import SMOLLM2, Student, find_student, is_prepared

__all__ = [
    "QUANTS",
    "SIXTEEN_BIT",
    "SMOLLM2",
    "WEIGHTS_NOTE",
    "Hardware",
    "PrepareParams",
    "Student",
    "base_gguf",
    "convert",
    "find_student",
    "is_prepared",
    "look",
    "prepare",
    "quantise",
    "ready_student",
]
