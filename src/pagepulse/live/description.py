"""The types of the sockets' messages in the description of the HTTP API."""

from __future__ import annotations

from typing import Any

import msgspec

from pagepulse.live.messages import (
    ACKS,
    ADMIN_TO_SERVER,
    SERVER_TO_ADMIN,
    SERVER_TO_VISITOR,
    VISITOR_TO_SERVER,
)
from pagepulse.live.models import HTTP_ANSWERS

# In front of each type's name: the API has types of its own with such names.
PREFIX = "Live"
COMPONENTS = "#/components/schemas/{name}"
TABLES = {
    "VisitorToServer": VISITOR_TO_SERVER,
    "ServerToVisitor": SERVER_TO_VISITOR,
    "AdminToServer": ADMIN_TO_SERVER,
    "ServerToAdmin": SERVER_TO_ADMIN,
    "Acks": ACKS,
    "HttpAnswers": HTTP_ANSWERS,
}


def describe_live(document: dict[str, Any]) -> None:
    """Add to an OpenAPI document the types of messages, and tables of them by event."""
    schemas = document["components"]["schemas"]
    for table, events in TABLES.items():
        references, components = msgspec.json.schema_components(
            list(events.values()), ref_template=COMPONENTS
        )
        for name, component in components.items():
            schemas[_prefixed(name)] = _renamed(component)
        properties = {
            event: _renamed(reference) for event, reference in zip(events, references, strict=True)
        }
        schemas[f"{PREFIX}{table}"] = {
            "type": "object",
            "properties": properties,
            "required": list(properties),
        }


def _prefixed(name: str) -> str:
    return name if name.startswith(PREFIX) else PREFIX + name


def _renamed(schema: Any) -> Any:
    """Return a schema whose references have the prefix, with every property in the answer."""
    if isinstance(schema, list | tuple):
        return [_renamed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    renamed = {key: _renamed(part) for key, part in schema.items()}
    reference = schema.get("$ref")
    if isinstance(reference, str):
        folder, _, name = reference.rpartition("/")
        renamed["$ref"] = f"{folder}/{_prefixed(name)}"
    return renamed
