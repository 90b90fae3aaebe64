"""Who could learn: a student's files, made ready and converted, and the hardware to train it on."""

from stillroom.students.catalogue import Licence, Listed, catalogue, listed
from stillroom.students.chosen import called_as_chosen, choose_student, chosen_student
from stillroom.students.fit import CONTEXT, Fit, Setting, fit, shape_of, usual_setting
from stillroom.students.gguf import QUANTS, SIXTEEN_BIT, base_gguf, convert, quantise
from stillroom.students.hardware import Hardware, look
from stillroom.students.hub import hub_address, token_name
from stillroom.students.kept import Kept, kept_student, kept_students, remove_student
from stillroom.students.llama import ask_llama, llama_tokens
from stillroom.students.load import busy_share
from stillroom.students.naming import SMOLLM2, SMOLLM2_ON_THE_HUB, HubName, on_the_hub, student_name
from stillroom.students.offer import Offer, ask_hub
from stillroom.students.ollama import is_here, ollama_address, start_ollama
from stillroom.students.prepare import WEIGHTS_NOTE, PrepareParams, prepare, ready_student
from stillroom.students.shape import Shape
from stillroom.students.student import Student, find_student, is_prepared

__all__ = [
    "CONTEXT",
    "QUANTS",
    "SIXTEEN_BIT",
    "SMOLLM2",
    "SMOLLM2_ON_THE_HUB",
    "WEIGHTS_NOTE",
    "Fit",
    "Hardware",
    "HubName",
    "Kept",
    "Licence",
    "Listed",
    "Offer",
    "PrepareParams",
    "Setting",
    "Shape",
    "Student",
    "ask_hub",
    "ask_llama",
    "base_gguf",
    "busy_share",
    "called_as_chosen",
    "catalogue",
    "choose_student",
    "chosen_student",
    "convert",
    "find_student",
    "fit",
    "hub_address",
    "is_here",
    "is_prepared",
    "kept_student",
    "kept_students",
    "listed",
    "llama_tokens",
    "look",
    "ollama_address",
    "on_the_hub",
    "prepare",
    "quantise",
    "ready_student",
    "remove_student",
    "shape_of",
    "start_ollama",
    "student_name",
    "token_name",
    "usual_setting",
]
