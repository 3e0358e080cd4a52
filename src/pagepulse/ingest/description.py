"""The endpoint in the description of the HTTP API, although the framework does not serve it."""

from __future__ import annotations

from typing import Any

import msgspec

from pagepulse.ingest.batch import Batch
from pagepulse.ingest.opt_out import PATH as OPT_OUT_PATH

PATH = "/api/tracking/events"
ASSETS_PATH = "/api/tracking/assets"
COMPONENTS = "#/components/schemas/{name}"
PROBLEM = {"$ref": "#/components/schemas/Problem"}


def describe_ingest(document: dict[str, Any]) -> None:
    """Add the operation and the types of a batch to an OpenAPI document that has `Problem`.

    Raises TypeError where a type's name is taken: the document would speak of the wrong one.
    """
    (batch,), components = msgspec.json.schema_components([Batch], ref_template=COMPONENTS)
    schemas = document["components"]["schemas"]
    if taken := schemas.keys() & components:
        raise TypeError(f"a type of batches has the name of another type: {sorted(taken)}")
    schemas.update(components)
    document["paths"][PATH] = {"post": _operation(batch)}
    document["paths"][OPT_OUT_PATH] = {"post": _withdrawal()}
    document["paths"][ASSETS_PATH] = {"post": _upload()}
    document["paths"][f"{ASSETS_PATH}/missing"] = {"post": _question()}


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


def _withdrawal() -> dict[str, Any]:
    text = {"type": "string"}
    body = {
        "type": "object",
        "required": ["projectKey", "sessionKey"],
        "properties": {"projectKey": text, "sessionKey": text},
    }
    return {
        "operationId": "optOut",
        "summary": "Delete the session that this key wrote; nothing of it is taken later.",
        "requestBody": {"required": True, "content": {"text/plain": {"schema": body}}},
        "responses": _answers("202", "The wish is on disk.", {"ok": {"type": "boolean"}}),
    }


def _upload() -> dict[str, Any]:
    return {
        "operationId": "sendAsset",
        "summary": "Keep a style sheet, image or font; answered when it is on disk.",
        "description": "The same content again is acknowledged and changes nothing.",
        "parameters": [
            _KEY,
            {
                "name": "kind",
                "in": "query",
                "schema": {"type": "string", "enum": ["css", "image", "font"], "default": "css"},
            },
            {
                "name": "hash",
                "in": "query",
                "description": "SHA-256 in hex; where it is left out, the answer tells it.",
                "schema": {"type": "string"},
            },
            {
                "name": "encoding",
                "in": "query",
                "schema": {"type": "string", "enum": ["gzip", "identity"]},
            },
        ],
        "requestBody": {
            "required": True,
            "content": {"text/plain": {"schema": {"type": "string", "format": "binary"}}},
        },
        "responses": _answers("201", "Stored.", {"hash": {"type": "string"}}),
    }


def _question() -> dict[str, Any]:
    hashes = {"type": "array", "items": {"type": "string"}}
    return {
        "operationId": "askMissingAssets",
        "summary": "Say which of these assets the project does not have.",
        "parameters": [_KEY],
        "requestBody": {"required": True, "content": {"text/plain": {"schema": hashes}}},
        "responses": _answers("200", "What is missing.", {"missing": hashes}),
    }


def _answers(status: str, description: str, properties: dict[str, Any]) -> dict[str, Any]:
    answer = {"type": "object", "required": [*properties], "properties": properties}
    return {
        status: {"description": description, "content": {"application/json": {"schema": answer}}},
        "default": {
            "description": "What went wrong.",
            "content": {"application/problem+json": {"schema": PROBLEM}},
        },
    }


_KEY = {
    "name": "key",
    "in": "query",
    "required": True,
    "description": "The project's public key.",
    "schema": {"type": "string"},
}
