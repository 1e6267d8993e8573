"""Reports of authorities that training never met, as their readers coded them.

    python -m benchmarks.train_coding --leave-out --to DIR
    python -m benchmarks.unseen DIR            measure that network
    python -m benchmarks.unseen DIR --record   and keep the figures for docs/accuracy.md

The shipped network learnt from all reports but those coded by hand. What it would do on
those of ``own_codings.LEFT_OUT`` is told by another, trained alike without them. Every
paragraph of theirs that may be a finding was read by two to seven readers, each blind
to the others; what most of them gave counts. They are those who read what the network
learnt from, so this tells how well it does what they do; how well they do what the hand
coders do is told by ``coding.blind_readings``.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from benchmarks import coding, fit_coding, gold, own_codings
from benchmarks.coding import Accuracy, Score
from benchmarks.gold import CodedText, Place
from benchmarks.own_codings import Reading, ReadParagraph
from graph.coding.network import Network
from loaders.relevance import is_finding

RECORD = Path(__file__).with_name("data") / "unseen.json"


def accuracy(folder: Path) -> Accuracy:
    """How well a network that was trained without them does on them.

    Args:
        folder: What training wrote. The weights of the last word are fitted to it.
    """
    network = Network(folder)
    model = fit_coding.fit(fit_coding.look(gold.load(), network))
    units = load()
    return coding.measure(coding.code(units, model, network), units)


def record(measured: Accuracy, path: Path = RECORD) -> None:
    """Keeps all counts; of the mistakes none, for they quote reports."""
    kept = {
        "findings": measured.findings,
        "overall": _counts(measured.overall),
        "issues": {issue: _counts(score) for issue, score in measured.issues.items()},
        "polarity": [[*pair, count] for pair, count in measured.polarity.items()],
        "trend": _counts(measured.trend),
        "back_reference": _counts(measured.back_reference),
        "relevance": measured.relevance,
    }
    path.write_text(json.dumps(kept) + "\n", encoding="utf-8")


def recorded(path: Path = RECORD) -> Accuracy:
    """The figures of the last recorded measurement."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    return Accuracy(
        findings=kept["findings"],
        overall=Score(*kept["overall"]),
        issues={issue: Score(*counts) for issue, counts in kept["issues"].items()},
        polarity={(read, machine): n for read, machine, n in kept["polarity"]},
        trend=Score(*kept["trend"]),
        back_reference=Score(*kept["back_reference"]),
        relevance=kept["relevance"],
    )


def _counts(score: Score) -> list[int]:
    return [score.right, score.extra, score.missed]


def load() -> list[CodedText]:
    """All of them, with heading and kind as our own readers give them."""
    left_out = [one for one in own_codings.load() if one.left_out]
    left_out.sort(key=_document)
    units: list[CodedText] = []
    for document, found in groupby(left_out, key=_document):
        units.extend(_coded(found, _places(document)))
    return units


def _document(one: ReadParagraph) -> str:
    return one.paragraph.document


def _places(document: str) -> list[Place]:
    authority, _, name = document.partition("__")
    corpus = gold.shared_folder() / "corpus"
    (path,) = corpus.glob(f"*/{authority}/{name}.pdf")
    return gold.passages(path)


def _coded(found: Iterable[ReadParagraph], places: list[Place]) -> Iterator[CodedText]:
    for one in found:
        paragraph = one.paragraph
        place = gold.place_of(paragraph.text, places)
        section = place.section if place else paragraph.section
        issues = most(one.readings)
        yield CodedText(
            document=paragraph.document,
            group=paragraph.document,
            text=paragraph.text,
            section=section,
            kind=place.kind if place else one.kind,
            finding=bool(issues) or is_finding(paragraph.text, section=section),
            issues=issues,
            trend=_commonest(reading.trend.value for reading in one.readings),
            back_reference=2 * sum(r.back_reference for r in one.readings)
            > len(one.readings),
        )


def most(readings: tuple[Reading, ...]) -> dict[str, str]:
    """Issues that more than half of the readers gave, with the polarity most gave."""
    given = Counter(issue for reading in readings for issue in reading.issues)
    return {
        issue: _commonest(
            reading.issues[issue].value
            for reading in readings
            if issue in reading.issues
        )
        for issue, count in given.items()
        if 2 * count > len(readings)
    }


def _commonest(values: Iterable[str]) -> str:
    """The last given counts among equals."""
    counts = Counter(reversed(list(values)))
    return counts.most_common(1)[0][0]


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("network", type=Path, help="trained with --leave-out")
    parser.add_argument("--record", action="store_true", help=f"to {RECORD.name}")
    arguments = parser.parse_args()
    measured = accuracy(arguments.network)
    print(coding.report(measured))
    if arguments.record:
        record(measured)


if __name__ == "__main__":
    main()
