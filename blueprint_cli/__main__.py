"""`bp`, and `python -m blueprint_cli`: the start of the program."""

import gc
import sys


def start() -> int:
    """Run `bp` with the arguments of the process and return its exit code."""
    # Modules are no garbage, and a blueprint is a hundred thousand objects that are dropped at once: looking for lost
    # ones as often as Python does costs a tenth of a run. Often enough, so that memory does not grow with the files.
    gc.disable()
    from blueprint_cli.cli import main

    gc.freeze()
    gc.set_threshold(50_000, 50, 100)
    gc.enable()
    return main()


if __name__ == "__main__":
    sys.exit(start())
