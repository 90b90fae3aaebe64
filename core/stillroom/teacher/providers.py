"""Who offers teachers: each provider as data. Whoever speaks OpenAI's chat API is one entry, and the code is one client."""

from typing import Literal

import msgspec


class Provider(msgspec.Struct, frozen=True):
    """A service, or a program on the user's own computer, that answers conversations.

    `key` names its secret; "" where it asks for none. `own` says that the user runs it: its answers cost nothing. `prices` is
    the provider in genai-prices, `length` the request's field for the most tokens of a reply. `prefill` is how a reply is made
    to go on from a given beginning: a last assistant turn alone ("turn"), one marked `prefix`, vLLM's own two fields, or not.
    `terms` is where it says what its answers may be used for.
    """

    name: str
    title: str
    base_url: str
    key: str = ""
    api: Literal["openai", "anthropic"] = "openai"
    own: bool = False
    prices: str = ""
    length: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    prefill: Literal["", "turn", "prefix", "vllm"] = ""
    terms: str = ""


PROVIDERS: tuple[Provider, ...] = (
    Provider(
        "openai",
        "OpenAI",
        "https://api.openai.com/v1",
        "openai",
        prices="openai",
        length="max_completion_tokens",
        terms="https://openai.com/policies/services-agreement/",
    ),
    # Claude goes on from a given beginning up to 4.5; later ones answer with status 400.
    Provider(
        "anthropic",
        "Anthropic",
        "https://api.anthropic.com",
        "anthropic",
        api="anthropic",
        prices="anthropic",
        prefill="turn",
        terms="https://www.anthropic.com/legal/commercial-terms",
    ),
    Provider(
        "openrouter",
        "OpenRouter",
        "https://openrouter.ai/api/v1",
        "openrouter",
        prices="openrouter",
        terms="https://openrouter.ai/terms",
    ),
    Provider(
        "gemini",
        "Google Gemini",
        "https://generativelanguage.googleapis.com/v1beta/openai",
        "gemini",
        prices="google",
        terms="https://ai.google.dev/gemini-api/terms",
    ),
    Provider(
        "mistral",
        "Mistral",
        "https://api.mistral.ai/v1",
        "mistral",
        prices="mistral",
        prefill="prefix",
        terms="https://mistral.ai/terms",
    ),
    Provider(
        "groq",
        "Groq",
        "https://api.groq.com/openai/v1",
        "groq",
        prices="groq",
        terms="https://groq.com/terms-of-use",
    ),
    # The path /beta is what takes a prefix.
    Provider(
        "deepseek",
        "DeepSeek",
        "https://api.deepseek.com/beta",
        "deepseek",
        prices="deepseek",
        prefill="prefix",
        terms="https://platform.deepseek.com/downloads/DeepSeek%20Open%20Platform%20Terms%20of%20Service.html",
    ),
    Provider(
        "together",
        "Together",
        "https://api.together.xyz/v1",
        "together",
        prices="together",
        terms="https://www.together.ai/terms-of-service",
    ),
    Provider("ollama", "Ollama", "http://127.0.0.1:11434/v1", own=True, prefill="turn"),
    Provider("lm-studio", "LM Studio", "http://127.0.0.1:1234/v1", own=True),
    Provider("llama-server", "llama.cpp's server", "http://127.0.0.1:8080/v1", own=True, prefill="turn"),
    Provider("vllm", "vLLM", "http://127.0.0.1:8000/v1", own=True, prefill="vllm"),
    Provider("custom", "Another OpenAI-compatible server", ""),
)

_BY_NAME = {provider.name: provider for provider in PROVIDERS}


def provider(name: str) -> Provider:
    """The provider of that name.

    Raises:
        KeyError: there is none.
    """
    return _BY_NAME[name]


def provider_at(base_url: str) -> Provider:
    """The provider at an address; `custom` where no preset is."""
    return next(
        (each for each in PROVIDERS if each.base_url and each.base_url == base_url.rstrip("/")), _BY_NAME["custom"]
    )
