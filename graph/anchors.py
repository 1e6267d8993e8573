"""Which finding a decision of a person is about, when reports are read otherwise.

A finding is named by its place in its report. A later version may find more or fewer
before it, or read its text otherwise; a decision then goes with the words that the
person saw, and waits where they are no more.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from graph.human import Decision


def words_of(text: str) -> str:
    """What tells the words of a finding from others, however they are parted."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


class Anchors:
    """The findings that there are, by name and by words.

    Args:
        findings: Text by IRI.
    """

    def __init__(self, findings: Mapping[str, str]) -> None:
        self.words = {iri: words_of(text) for iri, text in findings.items()}
        self._of: dict[tuple[str, str], list[str]] = defaultdict(list)
        for iri, words in self.words.items():
            self._of[_report(iri), words].append(iri)

    def placed(self, decision: Decision) -> Decision | None:
        """The same under the finding it is about now; None where there is none.

        One of an earlier version does not tell of words and goes by the name alone.
        Of two findings of a report with the same words neither is guessed.
        """
        here = self.words.get(decision.finding)
        if here is not None and decision.words in ("", here):
            return decision
        elsewhere = self._of.get((_report(decision.finding), decision.words), ())
        if len(elsewhere) != 1:
            return None
        return replace(decision, finding=elsewhere[0])


def _report(finding: str) -> str:
    return finding.rpartition("/finding/")[0]
