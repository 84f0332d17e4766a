"""How a source distribution is built: of the files under version control, and of nothing else that lies beside them."""

import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TrackedFiles(BuildHookInterface):
    """Leave out whatever git does not track; where there is no checkout, take all there is."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 -- hatchling gives them
        """Choose the files before hatchling collects them."""
        if Path(self.root, ".git").exists():
            tracked = subprocess.check_output(["git", "ls-files", "-z"], cwd=self.root, text=True)  # noqa: S607
            self.build_config.target_config["only-include"] = tracked.rstrip("\0").split("\0")
