"""An admin's open socket: who it is, and what it wants to be told."""

from __future__ import annotations

from dataclasses import dataclass, field

from pagepulse.accounts.access import Principal
from pagepulse.live.connection import Connection
from pagepulse.live.principals import Credential
from pagepulse.rates import Minute


@dataclass(slots=True, eq=False)
class Admin:
    """Somebody who said hello at the admins' endpoint."""

    connection: Connection
    credential: Credential
    principal: Principal
    # Topics by project.
    topics: dict[str, frozenset[str]] = field(default_factory=dict)
    # Runs that it started and watches.
    runs: set[str] = field(default_factory=set)
    # (project, session) of what it watches.
    watched: set[tuple[str, str]] = field(default_factory=set)
    # A tab of these may have no picture yet; False where all were given what there is.
    is_behind: bool = False
    overflows: Minute = field(default_factory=lambda: Minute(0.0))
