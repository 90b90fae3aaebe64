"""Prices and costs in words."""

from PySide6.QtCore import QCoreApplication, QLocale

from stillroom.teacher import Price

translate = QCoreApplication.translate


def dollars(value: float) -> str:
    """An amount in US dollars, as exactly as it takes to see it."""
    decimals = 2 if value >= 1 or round(value, 2) == value else 4
    return translate("Money", "{number} USD").format(number=QLocale().toString(value, "f", decimals))


def about(value: float) -> str:
    """An amount that is an estimate, or grows: to the cent where it is one."""
    return dollars(round(value, 2) if value >= 0.01 else value)


def price_words(price: Price | None) -> str:
    """What a million tokens cost."""
    if price is None:
        return translate("Money", "not known")
    if not (price.input or price.output):
        return translate("Money", "free")
    return translate("Money", "{input} read, {output} written").format(
        input=dollars(price.input), output=dollars(price.output)
    )
