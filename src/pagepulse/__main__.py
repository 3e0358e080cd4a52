"""`python -m pagepulse`."""

from __future__ import annotations

from pagepulse.cli.main import main

main()
