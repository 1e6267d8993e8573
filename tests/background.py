"""Servers that answer in a thread of their own, and programs beside the tests."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from socketserver import BaseServer

# A shell that starts the tests in the background has what they start ignore Ctrl-C.
_HEEDING = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])
"""


@contextmanager
def answering(server: BaseServer) -> Iterator[None]:
    """The server answers for as long as it is needed."""
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()


@contextmanager
def running(
    command: Sequence[str],
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Iterator[subprocess.Popen[str]]:
    """A program that Ctrl-C ends, its output to be read; gone afterwards in any case."""
    with subprocess.Popen(
        [sys.executable, "-c", _HEEDING, *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()
