"""Lint and draw service blueprints kept as YAML in git.

Data flows one way: text → document → blueprint → rules → findings → report, or blueprint → drawing.
"""

__version__ = "0.1.0"
