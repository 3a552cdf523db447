"""Telling editors which schema a file has: without a network, and with relative paths that a team can commit."""
