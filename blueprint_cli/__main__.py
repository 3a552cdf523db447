"""`python -m blueprint_cli` is `bp`."""

import sys

from blueprint_cli.cli import main

sys.exit(main())
