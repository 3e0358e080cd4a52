"""How Python's snake_case becomes the wire's camelCase, in one place."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

# The fixed names of the API that plain camelCase would spell differently.
SPELLINGS = {
    "page_url": "pageURL",
    "page_urls": "pageURLs",
    "entry_page_url": "entryPageURL",
    "exit_page_url": "exitPageURL",
}


def wire_name(field: str) -> str:
    """Return a field's name on the wire: `session_id` is `sessionId`, `page_url` is `pageURL`."""
    return SPELLINGS.get(field) or to_camel(field)


class WireModel(BaseModel):
    """Base of everything that the HTTP API takes or returns."""

    model_config = ConfigDict(
        alias_generator=wire_name, populate_by_name=True, frozen=True, extra="forbid"
    )
