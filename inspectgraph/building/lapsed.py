"""What people decided on findings that are no longer there."""

from __future__ import annotations

from collections.abc import Iterator

from graph.assemble import Assembled
from graph.human import Decisions
from graph.naming import Named


def lapsed(decisions: Decisions, named: Named, corpus: Assembled) -> str | None:
    """One line on decisions that find their finding no more; None if all do.

    A finding is told by its place in its report, under the base of the store: with
    another base, or where a report is read otherwise, a decision on it waits.
    """
    if not len(decisions):
        return None
    there = set(_findings(named, corpus))
    lost = [decision for decision in decisions if decision.finding not in there]
    if not lost:
        return None
    return (
        f"{len(lost)} of {len(decisions)} codings made by people find their finding"
        f" no more, the first {lost[0].finding}; they are kept"
    )


def _findings(named: Named, corpus: Assembled) -> Iterator[str]:
    for entry in corpus.inspections:
        for index, document in enumerate(entry.documents):
            report = named.report(entry, index)
            for position in range(1, len(document.report.findings) + 1):
                yield named.finding(report, position)
    for article in corpus.articles:
        for position in range(1, len(article.report.findings) + 1):
            yield named.finding(named.article(article), position)
