"""Who could learn: a student's files, made ready and converted, and the hardware to train it on."""

from stillroom.students.catalogue import Licence, Listed, catalogue, listed
from stillroom.students.chosen import chosen_student
from stillroom.students.fit import Fit, Setting, fit, usual_setting
from stillroom.students.gguf import QUANTS, SIXTEEN_BIT, base_gguf, convert, quantise
from stillroom.students.hardware import Hardware, look
from stillroom.students.ollama import is_here, ollama_address, start_ollama
from stillroom.students.prepare import WEIGHTS_NOTE, PrepareParams, prepare, ready_student
from stillroom.students.shape import Shape
from stillroom.students.student import SMOLLM2, SMOLLM2_ON_THE_HUB, Student, find_student, is_prepared

__all__ = [
    "QUANTS",
    "SIXTEEN_BIT",
    "SMOLLM2",
    "SMOLLM2_ON_THE_HUB",
    "WEIGHTS_NOTE",
    "Fit",
    "Hardware",
    "Licence",
    "Listed",
    "PrepareParams",
    "Setting",
    "Shape",
    "Student",
    "base_gguf",
    "catalogue",
    "chosen_student",
    "convert",
    "find_student",
    "fit",
    "is_here",
    "is_prepared",
    "listed",
    "look",
    "ollama_address",
    "prepare",
    "quantise",
    "ready_student",
    "start_ollama",
    "usual_setting",
]
