"""What the engine is at, in the window's language: the engine knows no Qt, and names its stages in English."""

import re

from PySide6.QtCore import QCoreApplication

from stillroom_desktop.words import arm_title

translate = QCoreApplication.translate


def stage_words(name: str) -> str:
    """The name of a stage. One that nothing is known of here stays as the engine says it."""
    if told := re.fullmatch(r"Scoring (\w+) \((.+)\)", name):
        words = translate("Engine", "Scoring the {arm} ({backend})")
        return words.format(arm=arm_title(told[1]), backend=told[2])
    if told := re.fullmatch(r"Quantising the student to (.+)", name):
        return translate("Engine", "Quantising the student to {quant}").format(quant=told[1])
    if told := re.fullmatch(r"Writing (.+)", name):
        return translate("Engine", "Writing {path}").format(path=told[1])
    if told := re.fullmatch(r"Asking the (\w+) model through LangChain", name):
        return translate("Engine", "Asking {model} through LangChain").format(model=told[1])
    match name:
        case "Teaching":
            return translate("Engine", "Teaching")
        case "Loading the student":
            return translate("Engine", "Loading the student")
        case "Training":
            return translate("Engine", "Training")
        case "Measuring the loss on held-out tasks":
            return translate("Engine", "Measuring the loss on held-out tasks")
        case "Preparing the student":
            return translate("Engine", "Preparing the student")
        case "Converting the base to GGUF":
            return translate("Engine", "Converting the base to GGUF")
        case "Merging the adapter into the base":
            return translate("Engine", "Merging the adapter into the base")
        case "Converting the student to GGUF":
            return translate("Engine", "Converting the student to GGUF")
        case "Looking for Ollama":
            return translate("Engine", "Looking for Ollama")
        case "Sending the model to Ollama":
            return translate("Engine", "Sending the model to Ollama")
        case "Creating the model":
            return translate("Engine", "Creating the model")
        case "Comparing the prompt":
            return translate("Engine", "Comparing the prompt")
        case "Trying tool calls":
            return translate("Engine", "Trying tool calls")
        case "Trying tool calls, streamed":
            return translate("Engine", "Trying tool calls, streamed")
        case "Taking the name":
            return translate("Engine", "Taking the name")
        case "Removing the model":
            return translate("Engine", "Removing the model")
        case "Sending the stock model to Ollama":
            return translate("Engine", "Sending the stock model to Ollama")
    return name


def unit_words(unit: str) -> str:
    """What a stage counts, of more than one."""
    match unit:
        case "tasks":
            return translate("Engine", "tasks")
        case "steps":
            return translate("Engine", "steps")
        case "bytes":
            return translate("Engine", "bytes")
        case "shards":
            return translate("Engine", "parts of the weights")
    return unit
