"""Searches a data folder for secrets: every file, decompressed and decoded, in many spellings.

A plain search of compressed files would find nothing and prove nothing. Here SQLite files are read
row by row, gzip, zlib and the blocks of ClickHouse's columns are unpacked, and each secret is
looked for raw, reversed, in UTF-16, base64, hex, percent-, HTML- and JSON-escaped form.
"""

from __future__ import annotations

import base64
import gzip
import sqlite3
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

GZIP = b"\x1f\x8b"
SQLITE = b"SQLite format 3\0"
# A block of a column: checksum, method, size of what follows the checksum, size unpacked.
BLOCK = struct.Struct("<16sBII")
BLOCK_HEAD = BLOCK.size - 16
CODECS = {0x82: "lz4_raw", 0x90: "zstd"}
STORED = 0x02
# Unpacked things may hold packed things; deeper than this nothing of ours goes.
DEPTH = 4
# A database that merges its files all the time ends some day.
ATTEMPTS = 20


@dataclass(frozen=True, order=True)
class Finding:
    """A secret, the form in which it was found, and where."""

    secret: str
    form: str
    place: str


def scan(folders: Sequence[Path], secrets: Iterable[str]) -> list[Finding]:
    """Return every secret that stands anywhere in the files of the folders.

    A file that goes meanwhile may stand in another by now, so everything is looked at again.
    """
    spelled = [(secret, forms_of(secret)) for secret in secrets]
    for _ in range(ATTEMPTS - 1):
        with suppress(FileNotFoundError):
            return _scan(folders, spelled)
    return _scan(folders, spelled)


def _scan(folders: Sequence[Path], spelled: list[tuple[str, dict[str, bytes]]]) -> list[Finding]:
    found: set[Finding] = set()
    for folder in folders:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            for place, content in contents(file):
                lower = content.lower()
                found.update(
                    Finding(secret, form, place)
                    for secret, forms in spelled
                    for form, spelling in forms.items()
                    if spelling in (content if form.startswith("base64") else lower)
                )
    return sorted(found)


def forms_of(secret: str) -> dict[str, bytes]:
    """Return the spellings by name; all but base64 in lower case, to be searched in lower case."""
    raw = secret.encode()
    plain = {
        "raw": raw,
        "reversed": raw[::-1],
        # The bytes between the letters tell both orders apart from each other, and from raw.
        "utf-16": secret.encode("utf-16-le"),
        "utf-16-be": secret.encode("utf-16-be"),
        "hex": raw.hex().encode(),
        "percent": "".join(f"%{byte:02x}" for byte in raw).encode(),
        "html": "".join(f"&#{ord(letter)};" for letter in secret).encode(),
        "html-hex": "".join(f"&#x{ord(letter):x};" for letter in secret).encode(),
        "json": "".join(f"\\u{ord(letter):04x}" for letter in secret).encode(),
    }
    forms = {name: spelling.lower() for name, spelling in plain.items()}
    return forms | {f"base64-{shift}": _base64(raw, shift) for shift in range(3)}


def _base64(raw: bytes, shift: int) -> bytes:
    """Return what base64 makes of `raw` after `shift` other bytes, without what these change."""
    packed = base64.b64encode(b"\0" * shift + raw).rstrip(b"=")
    begin = -(-shift * 8 // 6)
    end = (shift + len(raw)) * 8 // 6
    return packed[begin:end]


def contents(file: Path) -> Iterator[tuple[str, bytes]]:
    """Yield a file as it is, and all that is packed in it."""
    raw = file.read_bytes()
    yield str(file), raw
    if raw.startswith(SQLITE):
        for value in _values(file):
            yield from _unpacked(f"{file} (row)", value, DEPTH)
    else:
        yield from _unpacked(str(file), raw, DEPTH, is_known=True)


def _unpacked(
    place: str, content: bytes, depth: int, *, is_known: bool = False
) -> Iterator[tuple[str, bytes]]:
    if not is_known:
        yield place, content
    if depth == 0:
        return
    for inner in _inner(content):
        yield from _unpacked(f"{place} (unpacked)", inner, depth - 1)


def _inner(content: bytes) -> Iterator[bytes]:
    if content.startswith(GZIP):
        with suppress(OSError, EOFError, zlib.error):
            yield gzip.decompress(content)
    elif content[:1] == b"\x78":
        with suppress(zlib.error):
            yield zlib.decompress(content)
    blocks = b"".join(_blocks(content))
    if blocks:
        yield blocks


def _blocks(content: bytes) -> Iterator[bytes]:
    """Yield the unpacked blocks of a ClickHouse column; nothing when it is no such file."""
    at = 0
    while at + BLOCK.size <= len(content):
        _, method, size, raw_size = BLOCK.unpack_from(content, at)
        body = content[at + BLOCK.size : at + 16 + size]
        if size < BLOCK_HEAD or len(body) != size - BLOCK_HEAD:
            return
        if method == STORED:
            yield body
        elif method in CODECS:
            yield pa.decompress(body, raw_size, codec=CODECS[method], asbytes=True)
        else:
            return
        at += 16 + size


def _values(file: Path) -> Iterator[bytes]:
    """Yield every text and blob of a SQLite file, also while another process writes it."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        connection.text_factory = bytes
        tables = connection.execute("select name from sqlite_master where type = 'table'")
        for (name,) in tables.fetchall():
            for row in connection.execute(f'select * from "{name.decode()}"'):
                yield from (value for value in row if isinstance(value, bytes))
