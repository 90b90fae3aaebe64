"""How large a model's parts are, read from its config.json: what its parameters and the memory it takes are computed from."""

from collections.abc import Mapping
from typing import Any

import msgspec

from stillroom.errors import StudentError

_FOUR_NORMS = ("gemma2", "gemma3_text")
_QK_NORMS = ("qwen3", "qwen3_5_text", "gemma3_text", "lfm2")
_FUSED_QKV = ("phi3",)
_FUSED_GATE = ("phi3", "granitemoehybrid")
_TIED_UNLESS_SAID = ("gemma", "gemma2", "gemma3_text", "smollm3", "lfm2")
_KNOWN = ("llama", "mistral", "qwen2", "gemma", "granite", *_FOUR_NORMS, *_QK_NORMS, *_FUSED_GATE, *_TIED_UNLESS_SAID)
"""Whose layers are made of the parts that are counted here."""


class Mixer(msgspec.Struct, frozen=True):
    """What stands in for attention in some `layers` of a hybrid model.

    `weights` are all of one layer's, `widths` what goes into and comes out of its linear `parts` together, `linear` the weights in
    these. `kept`: bytes that one layer keeps of a token for the backward pass, counted from transformers' own code in PyTorch.
    """

    layers: int
    weights: int
    linear: int
    widths: int
    parts: int
    kept: float


class Shape(msgspec.Struct, frozen=True):
    """A decoder's sizes, in the words of its config.json.

    `tied`: the output embeddings are the input embeddings. `norms` are those of a layer over its hidden state; `qk_norms`: queries
    and keys are normed too. `fused_qkv`, `fused_gate`: parts that are apart in most models are one matrix. `gated`: each query has
    a gate. `capped`: attention's scores are, which no kernel does, so they are kept. `windowed` layers see no further back than
    `window` tokens; those of a `mixer` have no attention.
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
    fused_qkv: bool = False
    fused_gate: bool = False
    gated: bool = False
    capped: bool = False
    window: int = 0
    windowed: int = 0
    mixer: Mixer | None = None

    @classmethod
    def of_config(cls, config: Mapping[str, Any]) -> "Shape":
        """The shape that a config.json in Hugging Face format describes; that of its text part where it has several.

        Raises:
            StudentError: its layers are made of other parts than those that are counted here, or it does not say their sizes.
        """
        text: Mapping[str, Any] = config.get("text_config", config)
        kind = _kind(text)
        if kind not in _KNOWN or text.get("num_local_experts"):
            raise _unknown(f"it is a {kind}" if kind else "it names no kind of model")
        try:
            hidden, heads, layers = text["hidden_size"], text["num_attention_heads"], text["num_hidden_layers"]
            window = text.get("sliding_window") or 0
            windowed = _windowed(text, kind, layers) if window else 0
            return cls(
                layers=layers,
                hidden=hidden,
                intermediate=_intermediate(text, kind),
                heads=heads,
                kv_heads=text.get("num_key_value_heads") or heads,
                head_dim=text.get("head_dim") or hidden // heads,
                vocabulary=text["vocab_size"],
                tied=text.get("tie_word_embeddings", config.get("tie_word_embeddings", kind in _TIED_UNLESS_SAID)),
                norms=4 if kind in _FOUR_NORMS else 2,
                qk_norms=kind in _QK_NORMS,
                fused_qkv=kind in _FUSED_QKV,
                fused_gate=kind in _FUSED_GATE,
                gated=kind == "qwen3_5_text",
                capped=kind == "gemma2",
                window=window if windowed else 0,
                windowed=windowed,
                mixer=_mixer(text, kind, layers),
            )
        except (KeyError, TypeError, ZeroDivisionError) as error:
            raise _unknown(f"it does not say {error}") from error

    @property
    def queries(self) -> int:
        """The width of a layer's queries, all heads together."""
        return self.heads * self.head_dim

    @property
    def keys(self) -> int:
        """The width of a layer's keys, and of its values."""
        return self.kv_heads * self.head_dim

    @property
    def attention_layers(self) -> int:
        return self.layers - (self.mixer.layers if self.mixer else 0)

    @property
    def linear(self) -> int:
        """The weights of the linear parts of all layers: what an adapter stands beside, and what 4-bit weights are of."""
        attention = self.hidden * (self.queries * (3 if self.gated else 2) + 2 * self.keys)
        mixers = self.mixer.layers * self.mixer.linear if self.mixer else 0
        return self.attention_layers * attention + mixers + self.layers * 3 * self.hidden * self.intermediate

    @property
    def embeddings(self) -> int:
        """The weights of the embeddings, and of the head where it has its own."""
        return self.vocabulary * self.hidden * (1 if self.tied else 2)

    @property
    def parameters(self) -> int:
        """All weights but the biases that some have (Qwen 2.5: less than 0.02 %)."""
        norms = (self.layers * self.norms + 1) * self.hidden
        if self.qk_norms:
            norms += self.attention_layers * 2 * self.head_dim
        others = self.mixer.layers * (self.mixer.weights - self.mixer.linear) if self.mixer else 0
        return self.linear + self.embeddings + norms + others

    def adapter(self, rank: int, share: float = 1.0) -> int:
        """The parameters of an adapter (LoRA) of that rank on all linear parts of a share of the layers."""
        mlp = (2 if self.fused_gate else 3) * self.hidden + 3 * self.intermediate
        inputs = (2 if self.fused_qkv else 4) * self.hidden
        attention = inputs + self.queries * (3 if self.gated else 2) + 2 * self.keys
        mixers = self.mixer.layers * self.mixer.widths if self.mixer else 0
        return round(rank * share * (self.layers * mlp + self.attention_layers * attention + mixers))


def _unknown(why: str) -> StudentError:
    return StudentError(
        "Its size cannot be told",
        f"Of this model's config.json Stillroom cannot tell its size: {why}.",
        "Try it on this computer.",
    )


def _kind(text: Mapping[str, Any]) -> str:
    kind = str(text.get("model_type", ""))
    return {"gemma3": "gemma3_text", "qwen3_5": "qwen3_5_text"}.get(kind, kind)


def _intermediate(text: Mapping[str, Any], kind: str) -> int:
    if kind == "granitemoehybrid":
        return int(text["shared_intermediate_size"])
    size = int(text.get("block_ff_dim", text["intermediate_size"]) if kind == "lfm2" else text["intermediate_size"])
    if kind == "lfm2" and text.get("block_auto_adjust_ff_dim", True):  # transformers, Lfm2MLP
        multiple = text.get("block_multiple_of", 256)
        size = int(text.get("block_ffn_dim_multiplier", 1.0) * int(2 * size / 3))
        return int(multiple * -(-size // multiple))
    return size


def _windowed(text: Mapping[str, Any], kind: str, layers: int) -> int:
    """How many layers see a window only."""
    if kinds := text.get("layer_types"):
        return sum(name == "sliding_attention" for name in kinds)
    if text.get("use_sliding_window") is False or kind.startswith("qwen") or kind == "smollm3":
        return 0
    if pattern := text.get("sliding_window_pattern", 6 if kind == "gemma3_text" else 0):
        return layers - layers // int(pattern)
    return layers // 2 if kind == "gemma2" else layers


def _mixer(text: Mapping[str, Any], kind: str, layers: int) -> Mixer | None:
    hidden = text["hidden_size"]
    if kind == "lfm2":
        full = text.get("full_attn_idxs")
        attention = len(full) if full is not None else sum(name != "conv" for name in text["layer_types"])
        linear = 4 * hidden**2
        weights = linear + text.get("conv_L_cache", 3) * hidden
        return Mixer(layers - attention, weights, linear, 6 * hidden, parts=2, kept=12 * hidden)
    if kind == "qwen3_5_text":
        full = sum(name == "full_attention" for name in text["layer_types"]) if "layer_types" in text else layers // 4
        keys = text["linear_num_key_heads"] * text["linear_key_head_dim"]
        heads, width = text["linear_num_value_heads"], text["linear_value_head_dim"]
        values, states = heads * width, heads * text["linear_key_head_dim"]
        outs = 2 * keys + 2 * values + 2 * heads
        linear = hidden * (outs + values)
        weights = linear + text.get("linear_conv_kernel_dim", 4) * (2 * keys + values) + 2 * heads + width
        kept = 8 * keys + 40 * states + 34 * values + 898 * heads
        return Mixer(layers - full, weights, linear, 5 * hidden + outs + values, parts=5, kept=kept)
    if "mamba" in text.get("layer_types", ()):
        raise _unknown("its Mamba layers are not counted")
    return None
