"""Every setting as a flag of the same name; the flag wins over the variable."""

from __future__ import annotations

import functools
import typing
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import click
from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from pagepulse.settings import Settings


def with_settings(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command flags for the named settings, or for all; it gets them as `Settings`."""
    chosen = {name: Settings.model_fields[name] for name in names or Settings.model_fields}

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        def run(**values: Any) -> Any:
            flags = {name: values.pop(name) for name in chosen}
            return command(read_settings(flags), **values)

        wrapped: Callable[..., Any] = functools.update_wrapper(run, command)
        for name, field in reversed(chosen.items()):
            wrapped = _option(name, field)(wrapped)
        return wrapped

    return decorate


def read_settings(flags: dict[str, Any]) -> Settings:
    """Combine flags with PAGEPULSE_* variables; raises click.UsageError for a wrong value."""
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})
    except ValidationError as failure:
        wrong = failure.errors()[0]
        name = "".join(f"PAGEPULSE_{part}: " for part in map(str, wrong["loc"])).upper()
        raise click.UsageError(name + plain_message(wrong)) from failure


def plain_message(wrong: ErrorDetails) -> str:
    """Return the sentence of a validator, or what pydantic says itself."""
    return wrong["msg"].removeprefix("Value error, ")


def _option(name: str, field: FieldInfo) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    flag = f"--{name.replace('_', '-')}"
    shown = str(field.default).lower() if isinstance(field.default, bool) else field.default
    text = f"{field.description} [default: {shown}]" if shown != "" else field.description
    if field.annotation is bool:
        return click.option(f"{flag}/--no-{flag[2:]}", name, default=None, help=text)
    return click.option(flag, name, type=_click_type(field.annotation), default=None, help=text)


def _click_type(annotation: Any) -> Any:
    if typing.get_origin(annotation) is Literal:
        return click.Choice(typing.get_args(annotation))
    if annotation is Path:
        return click.Path(path_type=Path, file_okay=False)
    return annotation
