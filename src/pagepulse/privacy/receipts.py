"""What was done, so that it can be shown to whoever asked for it; pure."""

from __future__ import annotations

import hashlib
import json

from pagepulse.privacy.models import Receipt, TableCount
from pagepulse.privacy.requests import Stored
from pagepulse.privacy.subjects import salted


def receipt_of(stored: Stored, finished_at: int) -> Receipt:
    """Return the receipt of a request that is over; ids stand in it as salted hashes."""
    work, asked = stored.work, stored.subject or stored.rule
    subject = "" if asked is None else asked.model_dump_json(by_alias=True)
    if stored.subject is not None and stored.subject.value:
        subject = stored.subject.value
    receipt = Receipt(
        request_id=stored.request_id,
        project_id=stored.project_id,
        kind=stored.kind,
        subject_kind=stored.subject_kind,
        salt=work.salt,
        subject_hash=salted(work.salt, subject),
        session_hashes=sorted(work.session_hashes),
        asked_by=stored.asked_by,
        asked_at=stored.asked_at,
        finished_at=finished_at,
        sessions=work.sessions,
        rows=[TableCount(table=table, rows=rows) for table, rows in sorted(work.rows.items())],
        bytes=work.bytes,
        first_at=work.first_at,
        last_at=work.last_at,
        assets=work.assets,
        quarantined=work.quarantined,
        recordings=work.recordings,
        places=work.places,
        digest="",
    )
    return receipt.model_copy(update={"digest": digest_of(receipt)})


def digest_of(receipt: Receipt) -> str:
    """Return the digest of everything in a receipt but its digest."""
    fields = receipt.model_dump(mode="json", by_alias=True, exclude={"digest"})
    text = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
