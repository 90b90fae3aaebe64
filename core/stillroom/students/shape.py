"""How large a model's parts are, read from its config.json: what its parameters and the memory it takes are computed from."""

from collections.abc import Mapping
from typing import Any

import msgspec

from stillroom.errors import StudentError

_FOUR_NORMS = ("gemma2", "gemma3", "gemma3_text")
_QK_NORMS = ("qwen3", "gemma3", "gemma3_text")
_TIED_UNLESS_SAID = ("gemma", "gemma2", "gemma3", "gemma3_text", "smollm3")


class Shape(msgspec.Struct, frozen=True):
    """A decoder's sizes, in the words of its config.json.

    `tied`: the output embeddings are the input embeddings. `norms` are those of a layer over its hidden state, `qk_norms` says
    whether queries and keys are normed too. `windowed` layers see no further back than `window` tokens.
    """

    layers: int
    hidden: int
    intermediate: int
    heads: int
    kv_heads: int
    head_dim: int
    vocabulary: int
    tied: bool
    norms: int = 2
    qk_norms: bool = False
    window: int = 0
    windowed: int = 0

    @classmethod
    def of_config(cls, config: Mapping[str, Any]) -> "Shape":
        """The shape that a config.json in Hugging Face format describes; that of its text part where it has several.

        Raises:
            StudentError: it is no decoder whose sizes are known here.
        """
        text = config.get("text_config", config)
        kind = text.get("model_type", "")
        try:
            hidden, heads, layers = text["hidden_size"], text["num_attention_heads"], text["num_hidden_layers"]
            window = text.get("sliding_window") or 0
            return cls(
                layers=layers,
                hidden=hidden,
                intermediate=text["intermediate_size"],
                heads=heads,
                kv_heads=text.get("num_key_value_heads") or heads,
                head_dim=text.get("head_dim") or hidden // heads,
                vocabulary=text["vocab_size"],
                tied=text.get("tie_word_embeddings", config.get("tie_word_embeddings", kind in _TIED_UNLESS_SAID)),
                norms=4 if kind in _FOUR_NORMS else 2,
                qk_norms=kind in _QK_NORMS,
                window=window,
                windowed=_windowed(text, layers) if window else 0,
            )
        except (KeyError, TypeError, ZeroDivisionError) as error:
            raise StudentError(
                "Its size is not known",
                f"The model's config.json does not say what Stillroom reads of it ({error}).",
                "Training finds out whether it fits.",
            ) from error

    @property
    def queries(self) -> int:
        """The width of a layer's queries, all heads together."""
        return self.heads * self.head_dim

    @property
    def keys(self) -> int:
        """The width of a layer's keys, and of its values."""
        return self.kv_heads * self.head_dim

    @property
    def linear(self) -> int:
        """The weights of the linear parts of all layers: what an adapter stands beside, and what 4-bit weights are of."""
        attention = 2 * self.hidden * self.queries + 2 * self.hidden * self.keys
        return self.layers * (attention + 3 * self.hidden * self.intermediate)

    @property
    def embeddings(self) -> int:
        """The weights of the embeddings, and of the head where it has its own."""
        return self.vocabulary * self.hidden * (1 if self.tied else 2)

    @property
    def parameters(self) -> int:
        """All weights but the biases that some have (Qwen 2.5: less than 0.01 %)."""
        norms = self.norms * self.hidden + (2 * self.head_dim if self.qk_norms else 0)
        return self.linear + self.embeddings + self.layers * norms + self.hidden

    def adapter(self, rank: int, layers: int) -> int:
        """The parameters of an adapter (LoRA) of that rank on all linear parts of so many layers."""
        return rank * layers * (7 * self.hidden + 2 * self.queries + 2 * self.keys + 3 * self.intermediate)


def _windowed(text: Mapping[str, Any], layers: int) -> int:
    """How many layers see a window only."""
    if kinds := text.get("layer_types"):
        return sum(kind == "sliding_attention" for kind in kinds)
    if text.get("use_sliding_window") is False:
        return 0
    if pattern := text.get("sliding_window_pattern", 6 if "gemma3" in text.get("model_type", "") else 0):
        return layers - layers // int(pattern)
    return layers // 2 if text.get("model_type") == "gemma2" else layers
