"""What a model costs: the list prices of genai-prices, or the user's own."""

from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from stillroom.models import Usage

if TYPE_CHECKING:
    from stillroom.teacher.teachers import Teacher


class Price(msgspec.Struct, frozen=True):
    """US dollars for a million tokens: read, written, and read from the provider's cache (None: as any other)."""

    input: float
    output: float
    cached: float | None = None

    def cost(self, usage: Usage) -> float:
        """What a reply cost, in US dollars."""
        cached = self.input if self.cached is None else self.cached
        fresh = usage.prompt_tokens - usage.cached_tokens
        return (fresh * self.input + usage.cached_tokens * cached + usage.completion_tokens * self.output) / 1e6


FREE = Price(0.0, 0.0)


def price_of(teacher: "Teacher") -> Price | None:
    """The user's price, nothing for a server of their own, else the list price; None where none is known."""
    if teacher.price is not None:
        return teacher.price
    if teacher.offered_by.own:
        return FREE
    listed = _listed(teacher.model, teacher.offered_by.prices)
    # A server here may pass on to a model that costs: then that is what counts.
    return listed or (FREE if on_this_computer(teacher.address) else None)


def on_this_computer(address: str) -> bool:
    """Whether a server runs here: then nothing leaves this computer, and no proxy is asked."""
    return urlsplit(address).hostname in ("127.0.0.1", "localhost", "::1")


def leaves_this_computer(teacher: "Teacher") -> bool:
    """Whether what the teacher is told goes elsewhere, or costs, as where a server here passes it on."""
    return not on_this_computer(teacher.address) or price_of(teacher) != FREE


def _listed(model: str, provider: str) -> Price | None:
    from genai_prices import Usage as Tokens
    from genai_prices import calc_price

    try:
        found = calc_price(Tokens(input_tokens=1, output_tokens=1), model, provider_id=provider or None).model_price
    except (LookupError, ValueError):
        return None
    if found.input_mtok is None or found.output_mtok is None:
        return None
    cached = found.cache_read_mtok
    return Price(_base(found.input_mtok), _base(found.output_mtok), None if cached is None else _base(cached))


def _base(price: object) -> float:
    """The price of short prompts: those of tasks with tools never reach the dearer tiers, which begin at 128,000 tokens."""
    return float(price) if isinstance(price, Decimal | int) else float(price.base)  # type: ignore[attr-defined]
