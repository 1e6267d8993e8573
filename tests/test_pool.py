"""Processes that read: they end with the one that started them."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

BUSY = """
import os, time
from inspectgraph.building.pool import _executor
with _executor(2) as pool:
    print(pool.submit(os.getpid).result(), flush=True)
    for _ in range(4):
        pool.submit(time.sleep, 60)
"""


@pytest.mark.parametrize("signal_sent", [signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_a_build_that_is_killed(signal_sent: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", BUSY], stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stdout.readline()
        run.send_signal(signal_sent)
        # Its end comes once nobody, worker or not, has this output open any more.
        assert run.communicate(timeout=30)[0] == b""
        assert run.returncode == -signal_sent
