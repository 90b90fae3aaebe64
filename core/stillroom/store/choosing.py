"""How reviewed trajectories are chosen and ordered: conditions in SQL, on the tables `taught` (n) and `tasks` (k)."""

from typing import Any

from stillroom.store.records import Chosen, Order, ReviewState

DECISION = (
    "(SELECT accepted FROM reviews WHERE trajectory = n.trajectory AND accepted IS NOT NULL ORDER BY id DESC LIMIT 1)"
)
NOTE = (
    "coalesce((SELECT note FROM reviews WHERE trajectory = n.trajectory AND (note <> '' OR accepted IS NULL)"
    " ORDER BY id DESC LIMIT 1), '')"
)
"""What was written last; a note alone that is empty takes the ones before it away."""

# Most trajectories have no review, and none that is looked up one by one.
_REVIEWED = "n.trajectory IN (SELECT trajectory FROM reviews WHERE accepted IS NOT NULL)"
_NO = "FROM verdicts WHERE trajectory = n.trajectory AND NOT ok ORDER BY rowid LIMIT 1"

STATES: dict[ReviewState, str] = {
    "accepted": "n.accepted IS 1",
    "rejected": "n.accepted IS 0",
    "needs_look": f"n.accepted IS NOT 1 AND NOT {_REVIEWED}",
    "reviewed": _REVIEWED,
    "edited": "n.trajectory IN (SELECT id FROM trajectories WHERE parent <> '')",
    "noted": f"n.trajectory IN (SELECT trajectory FROM reviews WHERE note <> '') AND {NOTE} <> ''",
    "recovered": "n.accepted IS 1 AND EXISTS (SELECT 1 FROM executions WHERE trajectory = n.trajectory AND NOT ok)",
}

STAGE = f"CASE WHEN n.accepted IS NOT 1 THEN (SELECT stage {_NO}) END"
"""The stage that rejected it, unless a person has accepted it all the same."""

ORDERS: dict[Order, str] = {
    "number": "k.position",
    "newest": "n.created DESC, k.position",
    "agreement": "(SELECT coalesce(agreement, 1) FROM trajectories WHERE id = n.trajectory), k.position",
}


def where(chosen: Chosen) -> tuple[str, list[Any]]:
    """The condition that chooses, and its values in their order."""
    conditions = {
        f"{STAGE} = ?": chosen.stage,
        "EXISTS (SELECT 1 FROM executions WHERE trajectory = n.trajectory AND name = ?)": chosen.tool,
        "k.kind = ?": chosen.kind,
        "k.family = ?": chosen.family,
        "k.split = ?": chosen.split,
    }
    wanted = {condition: value for condition, value in conditions.items() if value is not None}
    states = [STATES[chosen.state]] if chosen.state else []
    texts, text_values = _holds(chosen.text)
    return " AND ".join(["n.method = ?", *states, *wanted, *texts]), [chosen.method, *wanted.values(), *text_values]


def _holds(text: str) -> tuple[list[str], list[str]]:
    """That one of the texts holds this one, whatever its case."""
    if not text:
        return [], []
    fold = "lower" if text.isascii() else "casefold"  # SQLite's own knows ASCII alone, and is quicker
    has = f"instr({fold}({{}}), ?)".format
    texts = (
        has("k.said || char(10) || k.id || char(10) || k.family"),
        f"(n.trajectory IN (SELECT trajectory FROM reviews WHERE {has('note')}) AND {has(NOTE)})",
        f"n.trajectory IN (SELECT trajectory FROM verdicts WHERE NOT ok AND {has('reason')})",
    )
    return [f"({' OR '.join(texts)})"], [text.casefold()] * 4
