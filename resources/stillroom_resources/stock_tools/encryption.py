"""The ciphers of Caesar and Vigenere. They hide nothing from anyone today."""

import itertools
import re


def encrypt_text(text: str, cipher: str, key: str) -> str:
    return shift(text, cipher, key, 1)


def decrypt_text(text: str, cipher: str, key: str) -> str:
    return shift(text, cipher, key, -1)


def shift(text: str, cipher: str, key: str, direction: int) -> str:
    """Shift each Latin letter along the alphabet; the key only moves on at letters, everything else stays."""
    if cipher == "caesar":
        if not re.fullmatch("-?[0-9]+", key):
            raise ValueError("A Caesar key is a whole number, for example 3.")
        shifts = [int(key)]
    else:
        if not (key.isalpha() and key.isascii()):
            raise ValueError("A Vigenere key is a word of the letters A to Z.")
        shifts = [ord(letter) - ord("a") for letter in key.lower()]
    stream = itertools.cycle(shifts)
    return "".join(
        move(letter, direction * next(stream)) if letter.isascii() and letter.isalpha() else letter for letter in text
    )


def move(letter: str, by: int) -> str:
    start = ord("a") if letter.islower() else ord("A")
    return chr((ord(letter) - start + by) % 26 + start)
