"""A search that finds nothing proves something only when it would have found it."""

from __future__ import annotations

import base64
import gzip
import json
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.secrets.scan import Finding, scan

from pagepulse.ingest.tables import arrow_table
from pagepulse.journal.database import connect
from pagepulse.warehouse import Warehouse

SECRET = "zqCanary07q"
OTHER = "zqCanary08q"
SPELLINGS: dict[str, Callable[[str], bytes]] = {
    "raw": str.encode,
    "upper": lambda text: text.upper().encode(),
    "reversed": lambda text: text[::-1].encode(),
    "utf-16": lambda text: text.encode("utf-16-le"),
    "utf-16-be": lambda text: text.encode("utf-16-be"),
    "hex": lambda text: text.encode().hex().encode(),
    "percent": lambda text: "".join(f"%{ord(letter):02X}" for letter in text).encode(),
    "html": lambda text: "".join(f"&#{ord(letter)};" for letter in text).encode(),
    "html-hex": lambda text: "".join(f"&#x{ord(letter):X};" for letter in text).encode(),
    "json": lambda text: "".join(f"\\u{ord(letter):04X}" for letter in text).encode(),
    "base64-0": lambda text: base64.b64encode(text.encode()),
    "base64-1": lambda text: base64.b64encode(f"a{text}bc".encode()),
    "base64-2": lambda text: base64.b64encode(f"ab{text}c".encode()),
    "gzip": lambda text: gzip.compress(text.encode()),
    "gzip in gzip": lambda text: gzip.compress(gzip.compress(text.encode())),
    "gzip of json": lambda text: gzip.compress(json.dumps({"a": quote(text)}).encode()),
}


@pytest.mark.parametrize("spell", SPELLINGS.values(), ids=SPELLINGS)
def test_a_secret_is_found_in_every_form(tmp_path: Path, spell: Callable[[str], bytes]) -> None:
    before = b"" if spell(SECRET).startswith(b"\x1f") else b"something before "
    (tmp_path / "file").write_bytes(before + spell(SECRET))

    assert {finding.secret for finding in scan([tmp_path], [SECRET, OTHER])} == {SECRET}


def test_what_is_not_there_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"zqCanary 07q")

    assert scan([tmp_path], [SECRET]) == []


def test_it_is_found_in_a_compressed_body_of_the_journal_also_in_its_write_ahead_file(
    tmp_path: Path,
) -> None:
    with closing(connect(tmp_path / "journal.db")) as connection:
        connection.execute("create table bodies (body blob)")
        body = gzip.compress(SECRET.encode())
        connection.execute("insert into bodies values (?)", (body,))
        copy = tmp_path / "copy"
        copy.mkdir()
        for name in ("journal.db", "journal.db-wal"):
            (copy / name).write_bytes((tmp_path / name).read_bytes())

        assert scan([copy], [SECRET]) == [
            Finding(SECRET, "raw", f"{copy / 'journal.db'} (row) (unpacked)")
        ]


def test_it_is_found_in_a_plain_sqlite_row(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "control.db")) as connection:
        connection.execute("create table texts (text text)")
        connection.execute("insert into texts values (?)", (SECRET,))
        connection.commit()

    assert {finding.secret for finding in scan([tmp_path], [SECRET])} == {SECRET}


@pytest.mark.parametrize("rows", [1, 500])
def test_it_is_found_in_the_compressed_parts_of_the_warehouse(tmp_path: Path, rows: int) -> None:
    """Where searching the files as they are finds nothing."""
    folder = tmp_path / "warehouse"
    warehouse = Warehouse.open_embedded(folder)
    letters = "".join(random.Random(1).choices("abcdefgh ", k=4_000))
    payload = f'{{"text": "{letters}{SECRET}{letters}"}}'.encode()
    block = [("prj_1", "s", "t", 1, 0, place, 3, 0, 0, payload) for place in range(rows)]
    warehouse.insert("recording_events", arrow_table("recording_events", block), "token")
    warehouse.close()

    as_they_are = [file for file in folder.rglob("*.bin") if SECRET.encode() in file.read_bytes()]
    assert as_they_are == []
    assert {finding.secret for finding in scan([folder], [SECRET, OTHER])} == {SECRET}
