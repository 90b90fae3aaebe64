"""Parity in llama.cpp: what its own server makes of a GGUF's template and tokenizer, beside what the student was trained on."""

from pathlib import Path

from stillroom.export.parity import CONVERSATIONS, Conversation, first_difference
from stillroom.students import ask_llama, llama_tokens
from stillroom.templates import Family


def llama_difference(gguf: Path, tokenizer: Path, family: Family) -> str:
    """Where llama.cpp's prompts, or their tokens, first differ from training's; empty where they never do.

    `tokenizer` is the student's tokenizer.json.

    Raises:
        StudentError: llama.cpp cannot load the file.
    """
    from tokenizers import Tokenizer

    ask = ask_llama(gguf)

    def rendered(conversation: Conversation) -> str:
        messages = [message.to_openai() for message in conversation.messages]
        tools = [tool.to_openai() for tool in conversation.tools]
        return str(ask("/apply-template", {"messages": messages, "tools": tools})["prompt"])

    if difference := first_difference(family, rendered):
        return difference
    trained = Tokenizer.from_file(str(tokenizer))
    for conversation in CONVERSATIONS:
        text = family.prompt(conversation.messages, conversation.tools)
        # As it reads the prompt of a completion: what begins one it puts there itself.
        got = llama_tokens(ask, text, begin=True)
        whole = family.render(conversation.messages, conversation.tools, reply=True)
        expected = trained.encode(whole, add_special_tokens=False).ids
        if got != expected:
            at = next((n for n, (a, b) in enumerate(zip(expected, got, strict=False)) if a != b), len(got))
            return (
                f"in the conversation {conversation.name!r}, at token {at}, training reads "
                f"{trained.decode(expected[at : at + 5], skip_special_tokens=False)!r} in other tokens than this"
            )
    return ""
