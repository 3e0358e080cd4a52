"""Assets that full snapshots refer to, and events made whole again with them.

A reference is the text `pulse-asset:` and the SHA-256 of the content in hex: in place of a style
sheet's text, in its `url(…)`, or in place of an image's address.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import msgspec

from pagepulse.errors import NotFoundError
from pagepulse.warehouse import Warehouse

HASH_PATTERN = "^[0-9a-f]{64}$"
MARK = "pulse-asset:"
CSS_TYPE = "text/css"
# In the JSON of an event no text can hold this: its quotes would be escaped.
SHEET = re.compile(r'"_cssText"\s*:\s*"pulse-asset:([0-9a-f]{64})"')
REFERENCE = re.compile(r"pulse-asset:([0-9a-f]{64})")
# An event that names one large asset a thousand times stays as small as it was sent.
WHOLE_EVENT_CHARS = 64 * 1024 * 1024
# Contents kept while a recording is written, in bytes: the style sheets of a site and more.
HELD_BYTES = 64 * 1024 * 1024


def read_asset(warehouse: Warehouse, project_id: str, name: str) -> bytes:
    """Return the content of one asset; raises NotFoundError."""
    found = select_assets(warehouse, project_id, [name])
    if name not in found:
        raise NotFoundError("asset_not_found", "There is no such asset.")
    return found[name][1]


def select_assets(
    warehouse: Warehouse, project_id: str, names: Sequence[str]
) -> dict[str, tuple[str, bytes]]:
    """Return type and content by hash; missing ones are left out."""
    rows = warehouse.query(
        "select hash, content_type, base64Encode(content) as encoded from assets "
        "where project_id = {project_id:String} and hash in {names:Array(String)} "
        "limit 1 by hash",
        {"project_id": project_id, "names": list(names)},
    )
    return {row["hash"]: (row["content_type"], base64.b64decode(row["encoded"])) for row in rows}


@dataclass(slots=True)
class Hydration:
    """Puts the assets of one project back into its events, as plain rrweb."""

    warehouse: Warehouse
    project_id: str
    _sheets: dict[str, str] = field(default_factory=dict)
    _data_urls: dict[str, str] = field(default_factory=dict)
    _held_bytes: int = 0

    def whole(self, event: str) -> str:
        """Return the JSON of an event without references, where their assets are there."""
        if MARK not in event:
            return event
        self._load(REFERENCE.findall(event))
        self._load(name for sheet in self._sheets.values() for name in REFERENCE.findall(sheet))
        size = len(event)

        def fill(match: re.Match[str], texts: dict[str, str], quote: str) -> str:
            nonlocal size
            text = texts.get(match[1])
            if text is None or size + len(text) > WHOLE_EVENT_CHARS:
                return match[0]
            size += len(text)
            return quote.format(text) if quote else text

        with_sheets = SHEET.sub(lambda match: fill(match, self._sheets, '"_cssText":{}'), event)
        return REFERENCE.sub(lambda match: fill(match, self._data_urls, ""), with_sheets)

    def _load(self, names: Iterable[str]) -> None:
        wanted = {
            name for name in names if name not in self._sheets and name not in self._data_urls
        }
        if not wanted:
            return
        if self._held_bytes > HELD_BYTES:
            self._sheets.clear()
            self._data_urls.clear()
            self._held_bytes = 0
        found = select_assets(self.warehouse, self.project_id, sorted(wanted))
        for name, (content_type, content) in found.items():
            self._held_bytes += len(content)
            if content_type == CSS_TYPE:
                self._sheets[name] = msgspec.json.encode(content.decode()).decode()
            else:
                encoded = base64.b64encode(content).decode()
                self._data_urls[name] = f"data:{content_type};base64,{encoded}"
