"""Screenshots against kept ones, with a tolerance for letters drawn otherwise."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
from PIL import Image

from tests.conftest import GOLDEN

#: Pictures are compared at this part of their size: fonts differ, layout must not.
SCALE = 4
#: Share of points that may differ plainly, and what plainly is, of 255.
MOST, PLAINLY = 0.03, 60


def assert_alike(taken: Path, name: str, *, update: bool) -> None:
    kept = GOLDEN / name
    if update:
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(taken, kept)
    new, old = _small(taken), _small(kept)
    assert new.shape == old.shape
    share = float((np.abs(new - old) > PLAINLY).mean())
    assert share <= MOST, f"{name}: {share:.1%} of it differs; see {taken}"


def _small(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        grey = picture.convert("L")
        size = (grey.width // SCALE, grey.height // SCALE)
        return np.asarray(grey.resize(size, Image.Resampling.BOX), dtype=np.int16)
