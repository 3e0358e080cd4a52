"""The write path: a batch is checked, journalled, acknowledged and projected."""
