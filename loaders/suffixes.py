"""Names of files that can be read; the bytes decide what they are."""

from __future__ import annotations

#: What a folder is searched for; other files are passed over with a line.
SUFFIXES = frozenset((".pdf", ".txt", ".text", ".html", ".htm", ".yaml", ".yml"))
#: Hand-coded case files.
CASES = frozenset((".yaml", ".yml"))
