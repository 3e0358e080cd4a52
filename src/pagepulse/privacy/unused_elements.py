"""Deletes what elements of pages are known by where nothing that is stored names them any more.

Descriptions of elements belong to a page, not to a session: without this, the words of an element
that only an erased visitor saw would outlive the visitor.
"""

from __future__ import annotations

from pagepulse.warehouse import Warehouse

# In one statement.
MAX_ELEMENTS = 1_000
UNUSED = """
    select distinct sipHash64(toString(page)) as page_hash, element_id from elements
    where project_id = {project_id:String} and (toString(page), element_id) not in (
        select toString(page), element_id from interactions where project_id = {project_id:String}
        union distinct
        select toString(page), element_id from vitals where project_id = {project_id:String}
    )
"""
# By hash: a mutation that named pages would keep them in its own file.
DELETE = """
    delete from elements where project_id = {project_id:String}
    and (sipHash64(toString(page)), element_id) in {elements:Array(Tuple(UInt64, UInt64))}
"""


def delete_unused_elements(warehouse: Warehouse, project_id: str) -> int:
    """Delete the elements of a project that nothing names; return how many.

    Call it while the projector is paused: it stores elements before what names them. Raises
    StorageError.
    """
    rows = warehouse.query(UNUSED, {"project_id": project_id})
    unused = [(int(row["page_hash"]), int(row["element_id"])) for row in rows]
    for start in range(0, len(unused), MAX_ELEMENTS):
        some = unused[start : start + MAX_ELEMENTS]
        warehouse.command(DELETE, {"project_id": project_id, "elements": some})
    return len(unused)
