"""How the headers are written down: entries parted by semicolons, or single words."""

from __future__ import annotations


def entries(block: str) -> tuple[str, ...]:
    return tuple(entry.strip() for entry in block.replace("\n", " ").split(";") if entry.strip())


def words_of(block: str) -> frozenset[str]:
    return frozenset(block.split())
