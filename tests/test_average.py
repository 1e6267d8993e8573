"""The mean of two networks, and that only such as are asked the same have one."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from graph.coding.network import DATA, Network
from ontology.codes import FindingKind

pytest.importorskip("onnx", reason="onnx comes with the extra for training alone")

from benchmarks.average import average

TEXT = "Reviewing officers do not challenge managers when plans drift."


def moved(folder: Path, by: float) -> Path:
    """The shipped network, with the constants of its issues moved."""
    shutil.copytree(DATA, folder)
    with np.load(DATA / "heads.npz") as heads:
        kept = {name: heads[name] for name in heads.files}
    kept["constants"] = kept["constants"] + np.float32(by)
    np.savez(folder / "heads.npz", allow_pickle=False, **kept)
    return folder


def odds(folder: Path) -> dict[str, float]:
    view = Network(folder).read(TEXT, section=None, kind=FindingKind.FINDING)
    return {issue: float(np.log(p / (1 - p))) for issue, p in view.issues.items()}


def test_the_mean_lies_between_the_two(tmp_path: Path) -> None:
    average(DATA, moved(tmp_path / "moved", 2.0), tmp_path / "mean")
    before, after = odds(DATA), odds(tmp_path / "mean")
    for issue, value in before.items():
        assert after[issue] == pytest.approx(value + 1.0, abs=0.02)


def test_networks_of_other_words_have_none(tmp_path: Path) -> None:
    other = moved(tmp_path / "moved", 0.0)
    (other / "vocabulary.txt").write_text("[PAD]\n", encoding="utf-8")
    with pytest.raises(ValueError, match="other pieces"):
        average(DATA, other, tmp_path / "mean")
    assert not (tmp_path / "mean").exists()
