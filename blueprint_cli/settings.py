"""What the command line says of a lint run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from blueprint_cli.config.configs import Configs

if TYPE_CHECKING:
    from blueprint_cli.findings.run import FailOn


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is not the files. Dates enter here and nowhere else."""

    today: date
    #: None: as the configuration says, else `standard`.
    profile: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: FailOn = "error"
    #: The configuration that counts for all files, in place of the `bp.yaml` nearest to each.
    config: str | None = None

    def configs(self) -> Configs:
        """Return the configurations that are in force under these settings, not read yet."""
        return Configs(self.config, self.profile, self.select, self.ignore)
