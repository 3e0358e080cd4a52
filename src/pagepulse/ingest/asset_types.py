"""What an asset may be: told by its first bytes, never by its sender."""

from __future__ import annotations

from typing import Literal

from pagepulse.errors import InvalidInputError

Kind = Literal["css", "image", "font"]
CSS_TYPE = "text/css"

# No SVG: it is a document, which can run scripts and load more.
IMAGE_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
FONT_SIGNATURES = (
    (b"wOF2", "font/woff2"),
    (b"wOFF", "font/woff"),
    (b"OTTO", "font/otf"),
    (b"\x00\x01\x00\x00", "font/ttf"),
)


def content_type_of(kind: str, content: bytes) -> str:
    """Return the media type of an asset; raises InvalidInputError for what it cannot be."""
    found = {"css": _css_type, "image": _image_type, "font": _font_type}.get(kind, _no_type)(
        content
    )
    if found is None:
        raise InvalidInputError(
            "unknown_asset_type",
            "An asset is a style sheet in UTF-8, an image (PNG, JPEG, GIF, WebP, AVIF) or a font.",
        )
    return found


def _no_type(_content: bytes) -> None:
    return None


def _css_type(content: bytes) -> str | None:
    try:
        content.decode()
    except UnicodeDecodeError:
        return None
    return CSS_TYPE


def _image_type(content: bytes) -> str | None:
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:12] in {b"ftypavif", b"ftypavis"}:
        return "image/avif"
    return _by_signature(IMAGE_SIGNATURES, content)


def _font_type(content: bytes) -> str | None:
    return _by_signature(FONT_SIGNATURES, content)


def _by_signature(signatures: tuple[tuple[bytes, str], ...], content: bytes) -> str | None:
    return next((name for start, name in signatures if content.startswith(start)), None)
