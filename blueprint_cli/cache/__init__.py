"""Remembers what was found in a file until the file, or anything that the answer rests on, is another."""

from blueprint_cli.cache.store import Cache, open_cache

__all__ = ["Cache", "open_cache"]
