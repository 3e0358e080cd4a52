"""The audit log fits together, and what was changed in it later does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, select, update

from pagepulse.accounts import audit
from pagepulse.accounts.audit_chain import GENESIS, forget_before, link_of, verify
from pagepulse.control import Control
from pagepulse.control.tables import audit_chains, audit_log

PROJECT, OTHER = "prj_shop", "prj_blog"
ENTRIES = 6


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    """Give a log of two projects, their entries one after another."""
    control = Control.open("", tmp_path)
    with control.write() as opened:
        for number in range(ENTRIES):
            for project_id in (PROJECT, OTHER):
                audit.record(
                    opened,
                    "project_changed",
                    actor="owner@shop.example",
                    project_id=project_id,
                    detail=f"change {number} ä",
                )
        yield opened
    control.close()


def ids(connection: Connection) -> list[int]:
    query = select(audit_log.c.entry_id).where(audit_log.c.project_id == PROJECT)
    return list(connection.execute(query.order_by(audit_log.c.entry_id)).scalars())


def test_each_project_has_a_whole_chain_of_its_own(connection: Connection):
    chains = [verify(connection, project_id) for project_id in (PROJECT, OTHER)]

    assert [(chain.entries, chain.is_whole, chain.broken_at) for chain in chains] == [
        (ENTRIES, True, None),
        (ENTRIES, True, None),
    ]
    assert chains[0].head != chains[1].head


def test_a_project_without_entries_is_whole(connection: Connection):
    assert verify(connection, "prj_new").is_whole


def change(**values: object) -> Callable[[Connection], object]:
    def carry_out(connection: Connection) -> None:
        third = ids(connection)[2]
        connection.execute(update(audit_log).where(audit_log.c.entry_id == third).values(values))

    return carry_out


def take_the_third(connection: Connection) -> None:
    connection.execute(delete(audit_log).where(audit_log.c.entry_id == ids(connection)[2]))


def swap_two(connection: Connection) -> None:
    first, second, *_ = ids(connection)
    for old, new in ((first, -1), (second, first), (-1, second)):
        connection.execute(
            update(audit_log).where(audit_log.c.entry_id == old).values(entry_id=new)
        )


@pytest.mark.parametrize(
    ("tamper", "fitting"),
    [
        (change(actor="someone@else.example"), 2),
        (change(action="login"), 2),
        (change(at=1), 2),
        (change(detail="nothing"), 2),
        (change(project_id=OTHER), 2),
        (change(hash="f" * 64), 2),
        (take_the_third, 2),
        (swap_two, 0),
    ],
)
def test_a_changed_entry_breaks_the_chain_where_it_stands(
    connection: Connection, tamper: Callable[[Connection], object], fitting: int
):
    tamper(connection)

    chain = verify(connection, PROJECT)
    assert (chain.entries, chain.is_whole) == (fitting, False)
    assert chain.broken_at is not None


def test_newest_entries_that_were_taken_away_are_missed(connection: Connection):
    connection.execute(delete(audit_log).where(audit_log.c.entry_id == ids(connection)[-1]))

    chain = verify(connection, PROJECT)
    assert (chain.entries, chain.is_whole, chain.broken_at) == (ENTRIES - 1, False, None)


def test_a_log_that_was_written_anew_as_a_whole_has_another_head(connection: Connection):
    noted = verify(connection, PROJECT).head
    connection.execute(delete(audit_log).where(audit_log.c.project_id == PROJECT))
    connection.execute(delete(audit_chains).where(audit_chains.c.project_id == PROJECT))
    audit.record(connection, "login", actor="nobody", project_id=PROJECT)

    anew = verify(connection, PROJECT)
    assert anew.is_whole
    assert anew.head != noted


@pytest.mark.parametrize("forgotten", [0, 2, ENTRIES])
def test_what_retention_deletes_leaves_a_whole_chain_that_goes_on(
    connection: Connection, forgotten: int
):
    before = 1_000 + forgotten
    for number, entry_id in enumerate(ids(connection)):
        connection.execute(
            update(audit_log).where(audit_log.c.entry_id == entry_id).values(at=1_000 + number)
        )
    relink(connection)

    gone = forget_before(connection, PROJECT, before)
    audit.record(connection, "login", actor="owner@shop.example", project_id=PROJECT)

    chain = verify(connection, PROJECT)
    assert (gone, chain.entries, chain.is_whole) == (forgotten, ENTRIES - forgotten + 1, True)
    assert verify(connection, OTHER).entries == ENTRIES


def relink(connection: Connection) -> None:
    """Give the chain the hashes of its entries as they stand now."""
    link = GENESIS
    rows = select(audit_log).where(audit_log.c.project_id == PROJECT)
    for row in connection.execute(rows.order_by(audit_log.c.entry_id)).mappings().all():
        link = link_of(link, dict(row))
        own = audit_log.c.entry_id == row["entry_id"]
        connection.execute(update(audit_log).where(own).values(hash=link))
    connection.execute(
        update(audit_chains).where(audit_chains.c.project_id == PROJECT).values(head=link)
    )
