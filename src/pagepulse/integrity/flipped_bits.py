"""Puts a single flipped bit of a compressed block right again, where the engine says which.

A block's checksum stands before it, and the engine that meets another one tries every bit until it
fits: then the block is exactly as it was written, and nothing of it is lost.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

# Two numbers of eight bytes, which the message writes from the last byte to the first.
CHECKSUM_BYTES = 16
PLACE = re.compile(
    r"Reference: ([0-9a-f]{32})\. Actual: ([0-9a-f]{32})\. Size of compressed block: (\d+).*?"
    r"single bit flip in (?:data block at byte (\d+), bit (\d)|(checksum))"
)
# Where there is more than one block with this checksum, which one was read.
READ = re.compile(r"decompressing (\S+) \(position: (\d+)")


def put_right(folder: Path, message: str) -> str | None:
    """Return the file in which a bit was turned back; None where the message names no one bit.

    The file is replaced, not written to: another part may share it.
    """
    said = PLACE.search(message)
    if said is None:
        return None
    reference, actual = (bytes.fromhex(said[number])[::-1] for number in (1, 2))
    places = _places_of(folder, reference)
    if len(places) > 1:
        places = _read_one(places, message, CHECKSUM_BYTES + int(said[3]))
    if len(places) != 1:
        return None
    ((file, place),) = places
    content = bytearray(file.read_bytes())
    if said[6]:
        content[place : place + CHECKSUM_BYTES] = actual
    else:
        content[place + CHECKSUM_BYTES + int(said[4])] ^= 1 << int(said[5])
    replace(file, bytes(content))
    return file.name


def _places_of(folder: Path, checksum: bytes) -> list[tuple[Path, int]]:
    """Return every place where a checksum stands: blocks with the same content have the same."""
    found = []
    for file in sorted(path for path in folder.iterdir() if path.is_file()):
        content = file.read_bytes()
        place = content.find(checksum)
        while place >= 0:
            found.append((file, place))
            place = content.find(checksum, place + 1)
    return found


def _read_one(places: list[tuple[Path, int]], message: str, length: int) -> list[tuple[Path, int]]:
    """Return those places where the block stands that the message is about."""
    read = READ.search(message)
    if read is None:
        return []
    name, end = Path(read[1]).name, int(read[2])
    of_file = [one for one in places if one[0].name == name]
    # The reader stands behind the block; in a large file it may have read further.
    return [one for one in of_file if one[1] + length == end] or of_file


def replace(file: Path, content: bytes) -> None:
    """Write a file anew, with fsync; its other names keep what it was."""
    other = file.with_name(f"{file.name}.mended")
    with other.open("wb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())
    other.rename(file)
