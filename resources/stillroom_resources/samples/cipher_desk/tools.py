"""The tools of the Cipher desk sample: plain functions, standard library only."""

import base64
import hashlib
import itertools
import re

_MORSE = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz0123456789",
        ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- "
        "-..- -.-- --.. ----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----.".split(),
        strict=True,
    )
)

# Each unit as (quantity, factor, offset): base = value * factor + offset, in kelvin, metre, kilogram, litre or m/s.
_UNITS = {
    "C": ("temperature", 1.0, 273.15),
    "F": ("temperature", 5 / 9, 459.67 * 5 / 9),
    "K": ("temperature", 1.0, 0.0),
    "cm": ("length", 0.01, 0.0),
    "m": ("length", 1.0, 0.0),
    "km": ("length", 1000.0, 0.0),
    "in": ("length", 0.0254, 0.0),
    "ft": ("length", 0.3048, 0.0),
    "mi": ("length", 1609.344, 0.0),
    "g": ("weight", 0.001, 0.0),
    "kg": ("weight", 1.0, 0.0),
    "oz": ("weight", 0.028349523125, 0.0),
    "lb": ("weight", 0.45359237, 0.0),
    "L": ("volume", 1.0, 0.0),
    "gal": ("volume", 3.785411784, 0.0),
    "km/h": ("speed", 1 / 3.6, 0.0),
    "mph": ("speed", 0.44704, 0.0),
}


def encrypt_text(text: str, cipher: str, key: str) -> str:
    return _shift(text, cipher, key, 1)


def decrypt_text(text: str, cipher: str, key: str) -> str:
    return _shift(text, cipher, key, -1)


def hash_text(text: str, algorithm: str) -> str:
    return hashlib.new(algorithm, text.encode()).hexdigest()


def encode_text(text: str, encoding: str) -> str:
    if encoding == "base64":
        return base64.b64encode(text.encode()).decode()
    if encoding == "hex":
        return text.encode().hex()
    words = text.lower().split()
    return " / ".join(" ".join(_MORSE[letter] for letter in word if letter in _MORSE) for word in words)


def count_words(text: str) -> dict[str, int]:
    return {"words": len(text.split()), "characters": len(text)}


def convert_units(value: float, from_unit: str, to_unit: str) -> float:
    for unit in (from_unit, to_unit):
        if unit not in _UNITS:
            raise ValueError(f"There is no unit {unit} here. There are {', '.join(_UNITS)}.")
    quantity, factor, offset = _UNITS[from_unit]
    target, target_factor, target_offset = _UNITS[to_unit]
    if quantity != target:
        raise ValueError(f"{from_unit} measures {quantity}, but {to_unit} measures {target}.")
    result = (value * factor + offset - target_offset) / target_factor
    return round(result, 4)


def _shift(text: str, cipher: str, key: str, direction: int) -> str:
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
        _move(letter, direction * next(stream)) if letter.isascii() and letter.isalpha() else letter for letter in text
    )


def _move(letter: str, by: int) -> str:
    start = ord("a") if letter.islower() else ord("A")
    return chr((ord(letter) - start + by) % 26 + start)
