"""Own traffic: the sessions of the site's own team, which no number is made of; SQL and one write.

Who is of the team is told of visitors, not of sessions: by a member who looks at a session, by the
link "leave out this browser", or by the address that a batch came from. So whatever a visitor did
before counts no more either, in every answer from that moment on; it comes back with the mark gone.
"""

from __future__ import annotations

import secrets

from pagepulse.ingest.own import own_visitor_rows
from pagepulse.ingest.tables import arrow_table
from pagepulse.warehouse import Warehouse

# Who stores nothing in the browser is known by the session alone.
VISITOR = "if(visitor_id = '', session_id, visitor_id)"
_MARKED = """
    select visitor_id from own_visitors final where project_id = {project_id:String} and is_own
"""
# The engine finds it out first, once: projects without such visitors do not read who came.
_IS_ANY = f"((select count() from ({_MARKED})) > 0)"  # noqa: S608 - made of constants
OWN = f"({_IS_ANY} and {VISITOR} in ({_MARKED}))"
"""Of a row of `sessions`: it is the team's own; needs the parameter `project_id`."""
OWN_OF_FACTS = f"""({_IS_ANY} and visitor_hash in (
    select sipHash64(visitor_id) from ({_MARKED})
))"""  # noqa: S608 - made of constants
"""The same of a row of `session_facts`, by the number that stands there instead of two words."""
OF_OWN_SESSION = f"""({_IS_ANY} and session_id in (
    select session_id from sessions final where project_id = {{project_id:String}} and {OWN}
))"""  # noqa: S608 - made of constants
"""The same of a row of any table that has a `session_id`."""


def has_own_visitors(warehouse: Warehouse, project_id: str) -> bool:
    """Return whether anybody is marked as of the team; raises StorageError.

    A statement with `OWN` takes some milliseconds more to plan, even where nobody is: for who asks
    several of one project.
    """
    return bool(warehouse.query(f"{_MARKED} limit 1", {"project_id": project_id}))


def mark_visitor(
    warehouse: Warehouse, project_id: str, visitor_id: str, now_ms: int, *, is_own: bool
) -> None:
    """Say that a visitor is of the team, or is not; `visitor_id` as `VISITOR` has it.

    It outranks what batches said and will say. Raises StorageError.
    """
    rows = own_visitor_rows(project_id, visitor_id, now_ms, is_own=is_own, is_by_member=True)
    warehouse.insert("own_visitors", arrow_table("own_visitors", rows), secrets.token_hex(8))
