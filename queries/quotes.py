"""Quotations: the evidence behind an episode, with the place it stands at."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from ontology.codes import Outcome
from queries.ask import Asker, Row, text


@dataclass(frozen=True, slots=True)
class Side:
    """A sentence of a finding, and how it speaks of the issue."""

    text: str
    polarity: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A piece of evidence.

    Attributes:
        text: The sentence that carries the issue, or the whole paraphrase.
        whole: The whole finding.
        document: Title of the document.
        other_side: Where a mixed finding praises and criticises in sentences apart, what
            ``text`` leaves out.
    """

    text: str
    whole: str
    paraphrase: bool
    polarity: str
    kind: str
    section: str | None
    paragraph: int | None
    page: int | None
    document: str
    sha256: str
    finding: str
    words: tuple[str, ...]
    method: str
    other_side: Side | None = None

    def as_json(self) -> dict[str, Any]:
        """The contract's fields, and what else is known."""
        return {
            "text": self.text,
            "paraphrase": self.paraphrase,
            "polarity": self.polarity,
            "kind": self.kind,
            "section": self.section,
            "paragraph": self.paragraph,
            "page": self.page,
            "document": self.document,
            "document_sha256": self.sha256,
            "finding": self.finding,
            "words": list(self.words),
            "method": self.method,
            "other_side": self.other_side.text if self.other_side else None,
        }


_FINDING = """
  ?finding ig:text ?whole ; ig:paraphrase ?paraphrase ; ig:position ?position ;
    ig:kind/skos:notation ?kind ; ig:report ?report .
  OPTIONAL { ?finding ig:section ?section }
  OPTIONAL { ?finding ig:paragraph ?paragraph }
  OPTIONAL { ?finding ig:page ?page }
  OPTIONAL { ?finding ig:sourceReference ?reference }
  OPTIONAL { ?report dcterms:title ?title }
  GRAPH ?source { ?finding ig:position ?position }
"""
_QUOTE = f"""
  ?coding ig:finding ?finding ; ig:issue $issue ; ig:current true ;
    ig:polarity/skos:notation ?polarity ; ig:sentenceText ?quote ;
    ig:method/skos:notation ?method .
  {_FINDING}
  OPTIONAL {{
    ?coding ig:otherSide ?other .
    ?other ig:start ?other_start ; ig:end ?other_end ;
      ig:polarity/skos:notation ?other_says .
  }}
"""
_MENTIONS = f"""
SELECT ?episode ?finding ?quote ?whole ?paraphrase ?kind ?section ?paragraph ?page
       ?reference ?title ?source ("none" AS ?polarity) ("rule" AS ?method) WHERE {{
  $thread ig:episode ?episode .
  ?episode ig:mention ?mention .
  ?mention ig:finding ?finding ; ig:sentenceText ?quote .
  {_FINDING}
}} ORDER BY ?position"""
_EVIDENCE = f"""
SELECT ?episode ?coding ?finding ?quote ?whole ?paraphrase ?polarity ?kind ?section
       ?paragraph ?page ?reference ?title ?source ?method ?other_start ?other_end
       ?other_says WHERE {{
  $thread ig:episode ?episode .
  ?episode ig:finding ?finding .
  {_QUOTE}
}} ORDER BY ?position"""
_COUNTER = f"""
SELECT ?coding ?finding ?quote ?whole ?paraphrase ?polarity ?kind ?section ?paragraph
       ?page ?reference ?title ?source ?method ?other_start ?other_end ?other_says
WHERE {{
  BIND ($coding AS ?coding)
  {_QUOTE}
}}"""
# Where a follow-up alone speaks of the issue.
_FOLLOWED_UP = """
SELECT ?episode ?finding ?quote ?paraphrase ?outcome ?page ?title ?source WHERE {
  $thread ig:episode ?episode .
  ?episode ig:outcome ?any ; ig:ofInspection ?inspection .
  FILTER NOT EXISTS { ?episode ig:finding ?said }
  ?finding a ig:FollowUp ; ig:ofInspection ?inspection ; ig:issue $issue ;
    ig:paraphrase ?paraphrase ; ig:outcome/skos:notation ?outcome ; ig:report ?report .
  GRAPH ?source { ?finding ig:text ?quote }
  OPTIONAL { ?finding ig:page ?page }
  OPTIONAL { ?report dcterms:title ?title }
} ORDER BY ?finding"""
_WORDS = """
SELECT ?coding ?words WHERE {
  $thread ig:episode/ig:finding ?finding .
  ?coding ig:finding ?finding ; ig:issue $issue ; ig:evidenceWords ?words .
} ORDER BY ?words"""


def quotes_of(
    asker: Asker, thread: NamedNode, issue: NamedNode
) -> dict[str, list[Quote]]:
    """The evidence of a thread, by episode and in the order of the reports."""
    words: dict[str, list[str]] = defaultdict(list)
    for row in asker.rows(_WORDS, thread=thread, issue=issue):
        words[text(row, "coding")].append(text(row, "words"))
    found: dict[str, list[Quote]] = defaultdict(list)
    for row in asker.rows(_EVIDENCE, thread=thread, issue=issue):
        coding = text(row, "coding")
        found[text(row, "episode")].append(_quote(row, tuple(words[coding])))
    for row in asker.rows(_FOLLOWED_UP, thread=thread, issue=issue):
        found[text(row, "episode")].append(_follow_up(row))
    return found


def mentions_of(asker: Asker, thread: NamedNode) -> dict[str, list[Quote]]:
    """Where silent reports name the issue in passing, by episode; no polarity."""
    found: dict[str, list[Quote]] = defaultdict(list)
    for row in asker.rows(_MENTIONS, thread=thread):
        found[text(row, "episode")].append(_quote(row, ()))
    return found


def _follow_up(row: Row) -> Quote:
    return Quote(
        text=text(row, "quote"),
        whole=text(row, "quote"),
        paraphrase=row["paraphrase"] is True,
        polarity=Outcome(text(row, "outcome")).says,
        kind="follow_up",
        section=None,
        paragraph=None,
        page=_int(row["page"]),
        document=_text(row["title"]) or "untitled",
        sha256=text(row, "source").rsplit("/", 1)[-1],
        finding=text(row, "finding"),
        words=(),
        method="rule",
    )


def _quote(row: Row, words: tuple[str, ...]) -> Quote:
    return Quote(
        text=text(row, "quote"),
        whole=text(row, "whole"),
        paraphrase=row["paraphrase"] is True,
        polarity=text(row, "polarity"),
        kind=text(row, "kind"),
        section=_text(row["section"]),
        paragraph=_int(row["paragraph"]),
        page=_int(row["page"]),
        document=_text(row["reference"]) or _text(row["title"]) or "untitled",
        sha256=text(row, "source").rsplit("/", 1)[-1],
        finding=text(row, "finding"),
        words=words,
        method=text(row, "method"),
        other_side=_other_side(row),
    )


def _other_side(row: Row) -> Side | None:
    start, end = _int(row.get("other_start")), _int(row.get("other_end"))
    if start is None or end is None:
        return None
    return Side(text(row, "whole")[start:end], text(row, "other_says"))


def counter_evidence(asker: Asker, coding: object, issue: NamedNode) -> Quote | None:
    """The quotation of a coding; None for none."""
    if coding is None:
        return None
    row = asker.one(_COUNTER, coding=NamedNode(str(coding)), issue=issue)
    return None if row is None else _quote(row, ())


def _int(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _text(value: object) -> str | None:
    return None if value is None else str(value)
