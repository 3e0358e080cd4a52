"""Builds the tracker and the dashboard into the wheel."""

from __future__ import annotations
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontendBuildHook(BuildHookInterface):
    PLUGIN_NAME = "custom"
