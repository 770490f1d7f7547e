"""The rows of the table, a module each."""

from benchmarks.work import dot, fibs, naps, pool, product, roots

__all__ = ["ROWS"]

ROWS = [roots, product, dot, naps, fibs, pool]
