"""The coding network while it is trained: in PyTorch, and how it is shipped.

Needs ``pip install -e '.[train]'``, which nothing else does.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn
from transformers import AutoModel

from ontology.codes import Polarity, Trend

#: In the order of the rows of weights.
POLARITIES = (Polarity.STRENGTH, Polarity.WEAKNESS, Polarity.MIXED, Polarity.NEUTRAL)
TRENDS = (Trend.NONE, Trend.IMPROVING, Trend.DECLINING, Trend.UNCHANGED)
# Sharpness of attention at the start.
_SHARP = 4.0


class Answers(NamedTuple):
    """Scores, before they become probabilities.

    Attributes:
        issues: (paragraphs, issues).
        polarity: (paragraphs, issues, polarities).
        trend: (paragraphs, trends).
        sentence_issues: (paragraphs, sentences, issues).
        sentence_polarity: (paragraphs, sentences, issues, polarities).
    """

    issues: Tensor
    polarity: Tensor
    trend: Tensor
    sentence_issues: Tensor
    sentence_polarity: Tensor


class CodingNet(nn.Module):
    """An encoder with a query for each issue; see ``graph.coding.network``."""

    def __init__(self, base: Path, issues: int) -> None:
        """Begins with the weights of a general encoder of English."""
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, add_pooling_layer=False)
        size = int(self.encoder.config.hidden_size)
        self.scale = _SHARP / math.sqrt(size)
        self.queries = nn.Parameter(torch.randn(issues + 1, size) * 0.05)
        self.weights = nn.Parameter(torch.randn(issues + 1, size) * 0.05)
        self.constants = nn.Parameter(torch.full((issues,), -3.0))
        self.polarity = nn.Linear(size, len(POLARITIES))
        self.trend = nn.Linear(2 * size, len(TRENDS))
        self.keys = nn.Linear(size, size)
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids: Tensor, mask: Tensor, sentences: Tensor) -> Answers:
        """What it says of a batch of paragraphs and of their sentences.

        Args:
            ids: Pieces of words, (paragraphs, pieces).
            mask: 1 for those that are there, of the same shape.
            sentences: 1 for those of each sentence, (paragraphs, sentences, pieces).
        """
        encoded = self.encoder(input_ids=ids, attention_mask=mask)
        vectors = self.dropout(encoded.last_hidden_state)
        scores = torch.einsum("nd,btd->bnt", self.queries, self.keys(vectors))
        scores = scores * self.scale
        found = _looked(scores, mask[:, None]) @ vectors
        mean = (vectors * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        # The same questions, each sentence alone looked at: (b, sentence, issue, piece).
        within = _looked(scores[:, None, :-1], sentences[:, :, None])
        speaks = torch.einsum("btd,nd->bnt", vectors, self.weights[:-1])
        return Answers(
            issues=(found[:, :-1] * self.weights[:-1]).sum(-1) + self.constants,
            polarity=self.polarity(found[:, :-1]),
            trend=self.trend(torch.cat([found[:, -1], mean], -1)),
            sentence_issues=(within * speaks[:, None]).sum(-1) + self.constants,
            sentence_polarity=within @ self.polarity(vectors)[:, None],
        )


def _looked(scores: Tensor, where: Tensor) -> Tensor:
    """Attention to the pieces where it may look."""
    return scores.masked_fill(~where.bool(), -1e4).softmax(-1)


class _Encoder(nn.Module):
    """Pieces of words to vectors, nothing else: what runs in the package."""

    def __init__(self, net: CodingNet) -> None:
        super().__init__()
        self.encoder = net.encoder

    def forward(self, ids: Tensor) -> Tensor:
        vectors: Tensor = self.encoder(
            input_ids=ids, attention_mask=torch.ones_like(ids)
        ).last_hidden_state
        return vectors


def export(
    net: CodingNet, issues: Sequence[str], vocabulary: Sequence[str],
    used: set[int], folder: Path,
) -> None:  # fmt: skip
    """Writes what ``graph.coding.network`` loads.

    Args:
        net: As trained.
        issues: Ids in the order of its queries.
        vocabulary: All pieces the encoder was made with.
        used: Rows of those that the reports need; the others are left out.
        folder: Where the three files go.
    """
    net.eval()
    kept = sorted(used)
    table = net.encoder.get_input_embeddings()
    small = nn.Embedding(len(kept), table.embedding_dim)
    with torch.no_grad():
        small.weight.copy_(table.weight[kept])
        queries = net.queries @ net.keys.weight * net.scale
    net.encoder.set_input_embeddings(small)
    np.savez(
        folder / "heads.npz",
        issues=np.array(issues),
        queries=_numbers(queries),
        weights=_numbers(net.weights[:-1]),
        constants=_numbers(net.constants),
        polarity=_with_constants(net.polarity),
        polarities=np.array([code.value for code in POLARITIES]),
        trend=_with_constants(net.trend),
        trends=np.array([code.value for code in TRENDS]),
    )
    pieces = "\n".join(vocabulary[row] for row in kept)
    (folder / "vocabulary.txt").write_text(pieces + "\n", encoding="utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        torch.onnx.export(
            _Encoder(net).eval(), (torch.zeros((1, 12), dtype=torch.long),), whole,
            input_names=["ids"], output_names=["vectors"],
            dynamic_axes={"ids": {1: "pieces"}, "vectors": {1: "pieces"}}, dynamo=False,
        )  # fmt: skip
        onnx.save(_halved(onnx.load(whole)), folder / "encoder.onnx")
    onnx.checker.check_model(str(folder / "encoder.onnx"))
    onnxruntime.InferenceSession(folder / "encoder.onnx")


def _halved(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same with tables of 16-bit numbers, which become 32-bit ones when loaded.

    Half the size at no loss that can be measured. Integers of 8 bits would be half of
    that and twice as fast, but they cost polarity and trend a little, and give other
    sums on processors without instructions for them.
    """
    graph = model.graph
    tables, casts = [], []
    for table in graph.initializer:
        numbers = numpy_helper.to_array(table)
        if numbers.dtype == np.float32 and numbers.ndim > 1:
            half = f"{table.name} in 16 bits"
            tables.append(numpy_helper.from_array(numbers.astype(np.float16), half))
            casts.append(
                helper.make_node("Cast", [half], [table.name], to=TensorProto.FLOAT)
            )
        else:
            tables.append(table)
    nodes = [*casts, *graph.node]
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(tables)
    graph.node.extend(nodes)
    return model


def _numbers(values: Tensor) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return values.detach().numpy().astype(np.float32)


def _with_constants(
    layer: nn.Linear,
) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.concatenate(
        [_numbers(layer.weight), _numbers(layer.bias)[:, None]], axis=1
    )
