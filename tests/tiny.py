"""Tiny models made for tests: a tokenizer like those of each family, and a GGUF with it, of random weights."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, processors, trainers

from stillroom.templates import CHATML, GEMMA, GRANITE, LFM2, LLAMA3, MISTRAL, PHI, QWEN, Family
from stillroom_resources import resource

# The single tokens of each family's tokenizers: what ends a text and pads, what begins one, what ends a turn, and others.
MARKS = {
    CHATML: ("<|endoftext|>", "<|im_start|>", "<|im_end|>"),
    QWEN: ("<|endoftext|>", "<|im_start|>", "<|im_end|>"),
    LFM2: ("<|pad|>", "<|startoftext|>", "<|im_end|>", "<|endoftext|>", "<|im_start|>"),
    LLAMA3: ("<|end_of_text|>", "<|begin_of_text|>", "<|eot_id|>", "<|start_header_id|>", "<|end_header_id|>"),
    GEMMA: ("<pad>", "<bos>", "<end_of_turn>", "<eos>", "<unk>", "<start_of_turn>"),
    GRANITE: ("<|pad|>", "<|start_of_role|>", "<|end_of_text|>", "<|end_of_role|>"),
    PHI: ("<|endoftext|>", "<|user|>", "<|end|>", "<|system|>", "<|assistant|>", "<|tool|>"),
    MISTRAL: ("<pad>", "<s>", "</s>", "[INST]", "[/INST]", "[TOOL_RESULTS]", "[/TOOL_RESULTS]"),
}
_SWALLOWING = ("<|user|>", "<|end|>", "<|system|>", "<|assistant|>")  # the spaces behind them, in Phi's tokenizer
_CALL_MARKS = ("<tool_call>", "</tool_call>")  # in Qwen's and Granite's they are tokens, and no special ones
# How a text is cut into words first: llama.cpp's name of it, and the real tokenizers' expression.
_WORDS = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}DIGITS| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
_LETTERS = r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]"
_LOWER = r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
_CASED = (
    "|".join(_LETTERS + more for more in (f"*{_LOWER}+SHORT", f"+{_LOWER}*SHORT"))
    + r"|\p{N}DIGITS| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_CUTS = {
    CHATML: ("smollm", ""),
    QWEN: ("qwen2", _WORDS.replace("DIGITS", "")),
    LLAMA3: ("llama-bpe", _WORDS.replace("DIGITS", "{1,3}")),
    LFM2: ("lfm2", _WORDS.replace("DIGITS", "{1,3}")),
    GRANITE: ("dbrx", _WORDS.replace("DIGITS", "{1,3}")),
    PHI: ("gpt-4o", _CASED.replace("SHORT", "(?i:'s|'t|'re|'ve|'m|'ll|'d)?").replace("DIGITS", "{1,3}")),
    MISTRAL: ("tekken", _CASED.replace("SHORT", "").replace("DIGITS", "")),
}


def make_tokenizer(folder: Path, family: Family) -> Path:
    """Write a tokenizer as those of the family into the folder; the folder."""
    tokenizer = _of_sentencepiece() if family is GEMMA else _of_bytes(family)
    tokenizer.save(str(folder / "tokenizer.json"))
    end, begin, turn, *_ = MARKS[family]
    settings = {"tokenizer_class": "PreTrainedTokenizerFast", "eos_token": turn, "pad_token": end}
    if family.begin:
        settings["bos_token"] = begin
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")
    return folder


def _of_bytes(family: Family) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    cut = _CUTS[family][1]
    by_bytes = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=not cut)
    tokenizer.pre_tokenizer = (
        pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(cut), "isolated"), by_bytes]) if cut else by_bytes
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=640,
        special_tokens=[
            AddedToken(mark, special=True, rstrip=family is PHI and mark in _SWALLOWING) for mark in MARKS[family]
        ],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train([str(resource("samples", "cipher_desk", "tools.json"))], trainer)
    if family in (QWEN, GRANITE):
        tokenizer.add_tokens([AddedToken(mark, normalized=False) for mark in _CALL_MARKS])
    if family.begin:
        begin = tokenizer.token_to_id(family.begin)
        tokenizer.post_processor = processors.TemplateProcessing(
            single=f"{family.begin} $A", special_tokens=[(family.begin, begin)]
        )
    return tokenizer


def _of_sentencepiece() -> Tokenizer:
    """Characters, some pairs of them, and bytes for all others; spaces are written as ▁ and none is put before the text."""
    letters = [chr(code) for code in range(33, 127)]
    pairs = [("t", "o"), ("o", "l"), ("▁", "t"), ("▁t", "o"), ("e", "x"), ("\n", "\n"), ("to", "ol")]
    merges = [*pairs[:4], ("▁", "to"), *pairs[4:]]  # sentencepiece asks only what comes out, not of which parts
    bytes_ = [f"<0x{byte:02X}>" for byte in range(256)]
    tokens = [*MARKS[GEMMA], *bytes_, "\n", "▁", *letters, *(a + b for a, b in pairs)]
    model: dict[str, Any] = {
        "type": "BPE",
        "vocab": {token: place for place, token in enumerate(tokens)},
        "merges": [list(pair) for pair in merges],
        "byte_fallback": True,
        "unk_token": "<unk>",
        "fuse_unk": True,
    }
    marks = [
        {"id": place, "content": mark, "special": True}
        | dict.fromkeys(("single_word", "lstrip", "rstrip", "normalized"), False)
        for place, mark in enumerate(MARKS[GEMMA])
    ]
    written = {
        "version": "1.0",
        "added_tokens": marks,
        "normalizer": {"type": "Replace", "pattern": {"String": " "}, "content": "▁"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [{"SpecialToken": {"id": "<bos>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
            "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}],
            "special_tokens": {"<bos>": {"id": "<bos>", "ids": [1], "tokens": ["<bos>"]}},
        },
        "model": model,
    }
    return Tokenizer.from_str(json.dumps(written))


def make_gguf(
    path: Path, folder: Path, family: Family, *, wrong: bool = False, more: Mapping[str, Any] | None = None
) -> Path:
    """Write a GGUF with the tokenizer in `folder` and a tiny llama's random weights, and `more` tensors of fp32; its path.

    `wrong`: as a converter might write it that does not know the tokenizer; its tokens are others then.
    """
    import gguf
    import numpy

    tokenizer = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    ids = tokenizer["model"]["vocab"] | {token["content"]: token["id"] for token in tokenizer["added_tokens"]}
    tokens = sorted(ids, key=ids.__getitem__)
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(4096)
    writer.add_embedding_length(64)
    writer.add_feed_forward_length(128)
    writer.add_block_count(2)
    writer.add_head_count(4)
    writer.add_head_count_kv(2)
    writer.add_rope_dimension_count(16)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    writer.add_token_list(tokens)
    writer.add_token_types([_kind(token, family) for token in tokens])
    if family is GEMMA:
        writer.add_tokenizer_model("llama")
        writer.add_tokenizer_pre("default")
        writer.add_token_scores([-float(place) for place in range(len(tokens))])
        writer.add_add_space_prefix(False)
    else:
        writer.add_tokenizer_model("gpt2")
        writer.add_tokenizer_pre("default" if wrong else _CUTS[family][0])
        writer.add_token_merges([" ".join(pair) for pair in tokenizer["model"]["merges"]])
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_add_bos_token(bool(family.begin) and not wrong)
    writer.add_chat_template(family.chat_template)
    shapes = {"token_embd": (len(tokens), 64), "output_norm": (64,)}
    for block in ("blk.0", "blk.1"):
        shapes |= {f"{block}.{name}": (64,) for name in ("attn_norm", "ffn_norm")}
        shapes |= {
            f"{block}.attn_{name}": (width, 64) for name, width in (("q", 64), ("k", 32), ("v", 32), ("output", 64))
        }
        shapes |= {f"{block}.ffn_gate": (128, 64), f"{block}.ffn_up": (128, 64), f"{block}.ffn_down": (64, 128)}
    chance = numpy.random.default_rng(0)
    for name, shape in shapes.items():
        writer.add_tensor(f"{name}.weight", chance.normal(0, 0.3, shape).astype(numpy.float32))
    for name, values in (more or {}).items():
        writer.add_tensor(name, numpy.array(values, numpy.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _kind(token: str, family: Family) -> Any:
    import gguf

    if token in MARKS[family]:
        return gguf.TokenType.CONTROL
    if token in _CALL_MARKS:
        return gguf.TokenType.USER_DEFINED
    if family is GEMMA and token.startswith("<0x"):
        return gguf.TokenType.BYTE
    return gguf.TokenType.NORMAL
