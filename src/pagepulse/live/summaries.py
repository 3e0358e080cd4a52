"""What admins are told of a run."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from pagepulse.live.hub import Hub
from pagepulse.live.matching import matches
from pagepulse.live.messages import Run
from pagepulse.live.runs import LiveRun


def plus(run: Run, counts: Mapping[str, int]) -> Run:
    """Return a run with these counts added to its own."""
    if not counts:
        return run
    added = {name: getattr(run, name) + count for name, count in counts.items()}
    return msgspec.structs.replace(run, **added)


def run_of(run: LiveRun, hub: Hub, viewers: int) -> Run:
    """Return a run with its counts; those of visitors are of the ones who are online."""
    online = hub.session_ids(run.project_id)
    states = [one.state for name, one in run.sessions.items() if name in online]
    return Run(
        recording_id=run.recording_id,
        project_id=run.project_id,
        state=run.state,
        purpose=run.purpose,
        filter=run.filter,
        is_badge_shown=run.is_badge_shown,
        started_by=run.started_by,
        started_at=run.started_at,
        stopped_at=run.stopped_at,
        stop_reason=run.stop_reason,
        ends_at=run.ends_at,
        requested=states.count("requested"),
        recording=states.count("recording"),
        recorded=sum(1 for one in run.sessions.values() if one.recorded_at),
        without_consent=_without_consent(run, hub) if run.is_active else run.without_consent,
        viewers=viewers,
    )


def _without_consent(run: LiveRun, hub: Hub) -> int:
    """Count visitors that the run is about and that cannot be recorded."""
    unrecorded = 0
    for visitor in hub.all_connected(run.project_id):
        known = run.sessions.get(visitor.session_id)
        is_refused = known is not None and bool(known.refusal)
        if (visitor.obstacle and visitor.has_joined) or is_refused:
            unrecorded += matches(run.filter, visitor)
    return unrecorded + hub.unreachable_count(run.project_id)
