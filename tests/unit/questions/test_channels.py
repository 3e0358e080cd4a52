"""The channel that stands in facts is the one that the rules of today say."""

from __future__ import annotations

from pagepulse.questions.channels import CHANNEL_OF_FACTS
from pagepulse.warehouse import Warehouse

# The engine writes both in its own way, so that they differ by what they say alone.
STORED = """
select formatQuerySingleLine('select ' || default_expression) as stored,
       formatQuerySingleLine('select ' || {rules:String}) as rules
from system.columns
where database = currentDatabase() and table = 'session_facts' and name = 'channel'
"""


def test_who_changes_a_rule_of_channels_must_make_what_is_stored_anew(
    warehouse: Warehouse,
) -> None:
    (found,) = warehouse.query(STORED, {"rules": CHANNEL_OF_FACTS})

    assert found["stored"] == found["rules"]
    assert "ai-assistant" in found["stored"]
