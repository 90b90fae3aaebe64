"""The store's queries of the ledger: what calls to providers took and cost."""

import time

import msgspec

from stillroom.store.queries import Queries
from stillroom.store.records import Payment, Spent


class Payments(Queries):
    """The part of a Store that keeps payments."""

    def add_payment(self, run: str, payment: Payment) -> None:
        *paid, task = msgspec.structs.astuple(payment)
        row = (run, *paid, time.time(), task)
        self._connection.execute("INSERT INTO payments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def spent(self, run: str | None = None) -> list[Spent]:
        """What was spent in a run, or in all, by purpose and model, the dearest first."""
        rows = self._rows(
            f"""
            SELECT purpose, provider, model, count(*) AS calls, sum(prompt_tokens) AS prompt_tokens,
            sum(completion_tokens) AS completion_tokens, total(cost_usd) AS cost_usd, sum(cost_usd IS NULL) AS unpriced
            FROM payments WHERE {"run = ?1" if run else "?1 IS NULL"} GROUP BY purpose, provider, model ORDER BY 7 DESC, 4 DESC
            """,
            run,
        )
        return [msgspec.convert(row, Spent) for row in rows]
