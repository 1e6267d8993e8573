"""What an engine gives back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Triple

#: Rows, yes or no, or triples.
Answer: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples | Iterator[Triple]
