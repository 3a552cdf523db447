"""The rules: one file per pitfall, its docstring what `bp explain` shows."""
