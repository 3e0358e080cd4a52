"""The endpoint in the description of the HTTP API, although the framework does not serve it."""

from __future__ import annotations

from typing import Any

import msgspec

from pagepulse.ingest.batch import Batch

PATH = "/api/tracking/events"
COMPONENTS = "#/components/schemas/{name}"
PROBLEM = {"$ref": "#/components/schemas/Problem"}


def describe_ingest(document: dict[str, Any]) -> None:
    """Add the operation and the types of a batch to an OpenAPI document that has `Problem`."""
    (batch,), components = msgspec.json.schema_components([Batch], ref_template=COMPONENTS)
    document["components"]["schemas"].update(components)
    document["paths"][PATH] = {"post": _operation(batch)}


def _operation(batch: dict[str, Any]) -> dict[str, Any]:
    return {
        "operationId": "sendBatch",
        "summary": "Send one batch of one tab; answered when it is on disk.",
        "description": (
            "The project's public key stands in the body. The same (session, tabId, seq) again is "
            "acknowledged and changes nothing."
        ),
        "parameters": [
            {
                "name": "encoding",
                "in": "query",
                "description": "`gzip` where no Content-Encoding header can be set.",
                "schema": {"type": "string", "enum": ["gzip", "identity"]},
            }
        ],
        "requestBody": {"required": True, "content": {"application/json": {"schema": batch}}},
        "responses": {
            "202": {"description": "Stored.", "content": {"application/json": {"schema": _ANSWER}}},
            "default": {
                "description": "What went wrong.",
                "content": {"application/problem+json": {"schema": PROBLEM}},
            },
        },
    }


_ANSWER = {
    "type": "object",
    "required": ["ok", "seq"],
    "properties": {"ok": {"type": "boolean"}, "seq": {"type": "integer"}},
}
