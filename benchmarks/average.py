"""Makes one network of two that were trained alike.

    python -m benchmarks.average A B              writes the one that ships
    python -m benchmarks.average A B --to DIR

Networks that began from the same weights and learnt the same task lie close together;
the mean of their weights makes fewer mistakes than either, at the cost of one (Wortsman
et al. 2022, "Model soups").
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import numpy_helper

from graph.coding.network import DATA

_ENCODER, _HEADS, _WORDS = "encoder.onnx", "heads.npz", "vocabulary.txt"

Table = npt.NDArray[np.generic]


def average(first: Path, second: Path, to: Path) -> None:
    """Writes the mean of two networks, for the same issues and pieces of words.

    Args:
        first: What training wrote.
        second: What it wrote another time.
        to: Folder of the three files of the mean.

    Raises:
        ValueError: They are not alike.
    """
    if (first / _WORDS).read_bytes() != (second / _WORDS).read_bytes():
        raise ValueError(f"{first} and {second} know other pieces of words")
    model = onnx.load(first / _ENCODER)
    others = {
        table.name: numpy_helper.to_array(table)
        for table in onnx.load(second / _ENCODER).graph.initializer
    }
    for table in model.graph.initializer:
        mean = _mean(numpy_helper.to_array(table), others[table.name])
        table.CopyFrom(numpy_helper.from_array(mean, table.name))
    with np.load(first / _HEADS) as one, np.load(second / _HEADS) as other:
        heads = {name: _mean(one[name], other[name]) for name in one.files}
    to.mkdir(parents=True, exist_ok=True)
    onnx.save(model, to / _ENCODER)
    np.savez(to / _HEADS, allow_pickle=False, **heads)
    if to != first:
        shutil.copyfile(first / _WORDS, to / _WORDS)


def _mean(one: Table, other: Table) -> Table:
    """Of numbers; names and codes have to be the same."""
    if one.dtype.kind == "f" and one.shape == other.shape:
        return ((one.astype(np.float32) + other.astype(np.float32)) / 2).astype(
            one.dtype
        )
    if not np.array_equal(one, other):
        raise ValueError("two networks that are asked different things have no mean")
    return one


def main() -> None:
    """Averages two folders."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--to", type=Path, default=DATA, help="folder to write to")
    arguments = parser.parse_args()
    average(arguments.first, arguments.second, arguments.to)


if __name__ == "__main__":
    main()
