"""Decisions of people, under the findings that they are about in this build."""

from __future__ import annotations

from collections.abc import Iterator

from graph.anchors import Anchors
from graph.assemble import Assembled
from graph.human import Decisions
from graph.naming import Named


def standing(
    decisions: Decisions, named: Named, corpus: Assembled
) -> tuple[Decisions, str | None]:
    """Those that find their finding, and a line on those that do not, if any.

    What is kept stays as it is: these wait, with another base or where a report is
    read otherwise, until a build has their finding again.
    """
    if not len(decisions):
        return decisions, None
    anchors = Anchors(dict(_findings(named, corpus)))
    placed = [anchors.placed(decision) for decision in decisions]
    lost = [d for d, now in zip(decisions, placed, strict=True) if now is None]
    found = Decisions(now for now in placed if now is not None)
    if not lost:
        return found, None
    return found, (
        f"{len(lost)} of {len(decisions)} codings made by people find their finding"
        f" no more, the first {lost[0].finding}; they are kept"
    )


def _findings(named: Named, corpus: Assembled) -> Iterator[tuple[str, str]]:
    """IRI and text of every finding."""
    for entry in corpus.inspections:
        for index, document in enumerate(entry.documents):
            report = named.report(entry, index)
            for position, finding in enumerate(document.report.findings, start=1):
                yield named.finding(report, position), finding.text
    for article in corpus.articles:
        for position, finding in enumerate(article.report.findings, start=1):
            yield named.finding(named.article(article), position), finding.text
