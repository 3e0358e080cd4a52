"""What `restore` takes, and what it leaves behind when it refuses."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from pagepulse.errors import InvalidInputError
from pagepulse.server.backup import MEMBERS, restore_backup


def tar_of(folder: Path, *names: str) -> Path:
    content = folder / "content"
    content.write_text("x")
    with tarfile.open(folder / "made.tar", "w") as archive:
        for name in names:
            archive.add(content, arcname=name)
    return folder / "made.tar"


@pytest.mark.parametrize(
    "names", [(), ("control.db",), (*MEMBERS, "more"), ("../control.db", *MEMBERS[1:])]
)
def test_another_archive_is_refused_and_the_folder_stays_empty(
    tmp_path: Path, names: tuple[str, ...]
):
    data = tmp_path / "data"

    with pytest.raises(InvalidInputError, match="not a backup"):
        restore_backup(tar_of(tmp_path, *names), data)

    assert not data.exists()


def test_a_file_that_is_no_archive_is_refused(tmp_path: Path):
    file = tmp_path / "notes.txt"
    file.write_text("not an archive")

    with pytest.raises(InvalidInputError, match="not a backup"):
        restore_backup(file, tmp_path / "data")
