"""A digest as text and as plain HTML; pure. Names are visitors' text: escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from pagepulse.digests.content import Digest, Ranked

# Longer names are cut: a letter has lines.
MAX_LINE_CHARS = 90
FIGURES = (("Visitors", "visitors"), ("Sessions", "sessions"), ("Page views", "page_views"))
STYLE = "font-family:system-ui,sans-serif;font-size:14px;color:#1c2b33;max-width:600px"
Link = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a letter."""

    name: str
    value: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under a title."""

    title: str
    rows: Sequence[Row]


def subject_of(digest: Digest) -> str:
    """Return the one line."""
    return (
        f"{digest.project_name}: {digest.now.visitors:,} visitors"
        f" in the week to {digest.week.last_day}"
    )


def text_of(digest: Digest, link: Link, unsubscribe: str) -> str:
    """Return the letter as text."""
    lines = [f"{digest.project_name}, {digest.week.name} to {digest.week.last_day}", ""]
    for part in parts_of(digest, link):
        lines += [part.title]
        for row in part.rows:
            lines += [f"  {row.name}: {row.value}", *([f"    {row.link}"] if row.link else [])]
        lines += [""]
    lines += [f"Everything: {_overview(digest, link)}", f"Unsubscribe: {unsubscribe}"]
    return "\n".join(lines) + "\n"


def html_of(digest: Digest, link: Link, unsubscribe: str) -> str:
    """Return the letter as HTML without scripts, pictures and style sheets."""
    parts = "".join(_part_html(part) for part in parts_of(digest, link))
    days = f"{digest.week.name} to {digest.week.last_day}"
    return (
        f'<!doctype html><html lang="en"><body style="{STYLE}">'
        f'<h1 style="font-size:20px">{escape(digest.project_name)}</h1><p>{escape(days)}</p>{parts}'
        f'<p><a href="{escape(_overview(digest, link))}">Open the dashboard</a></p>'
        f'<p style="color:#6b7780;font-size:12px">You asked for this digest. '
        f'<a href="{escape(unsubscribe)}">Unsubscribe</a></p></body></html>'
    )


def parts_of(digest: Digest, link: Link) -> Iterator[Part]:
    """Yield what there is to say; a list without lines is left out."""
    yield Part("The week", [_figure(digest, label, name) for label, name in FIGURES])
    for title, ranked in (
        ("Pages by views", digest.pages),
        ("Sources by visitors", digest.sources),
        ("Goals", digest.goals),
        ("New errors, by sessions", digest.new_errors),
    ):
        if ranked:
            yield Part(title, [Row(_cut(one.name), _counted(one)) for one in ranked])
    if digest.worth_watching:
        base = f"/p/{digest.project_id}/sessions"
        yield Part(
            "Worth watching",
            [
                Row(_cut(one.page_url), _rage(one.rage_clicks), link(f"{base}/{one.session_id}"))
                for one in digest.worth_watching
            ],
        )


def _figure(digest: Digest, label: str, name: str) -> Row:
    now, before = int(getattr(digest.now, name)), int(getattr(digest.before, name))
    return Row(label, f"{now:,} ({change(now, before)})")


def _counted(one: Ranked) -> str:
    suffix = "" if one.before is None else f" ({change(one.count, one.before)})"
    return f"{one.count:,}{suffix}"


def change(now: int, before: int) -> str:
    """Say how a number changed against the week before.

    >>> [change(12, 10), change(5, 10), change(5, 5), change(3, 0), change(0, 0)]
    ['+20 %', '-50 %', 'as before', 'new', 'as before']
    """
    if now == before:
        return "as before"
    return f"{(now - before) / before:+.0%}".replace("%", " %") if before else "new"


def _rage(count: int) -> str:
    return "1 rage click" if count == 1 else f"{count:,} rage clicks"


def _cut(text: str) -> str:
    line = " ".join(text.split()) or "unknown"
    return line if len(line) <= MAX_LINE_CHARS else f"{line[: MAX_LINE_CHARS - 1]}…"


def _overview(digest: Digest, link: Link) -> str:
    days = f"from={digest.week.name}&to={digest.week.last_day}"
    return link(f"/p/{digest.project_id}/overview?{days}")


def _part_html(part: Part) -> str:
    rows = "".join(_row_html(row) for row in part.rows)
    return (
        f'<h2 style="font-size:16px;margin:20px 0 4px">{escape(part.title)}</h2>'
        f'<table style="width:100%;border-collapse:collapse">{rows}</table>'
    )


def _row_html(row: Row) -> str:
    name = escape(row.name)
    if row.link:
        name = f'<a href="{escape(row.link)}">{name}</a>'
    cell = "padding:4px 0;border-bottom:1px solid #e3e8ea"
    return (
        f'<tr><td style="{cell};overflow-wrap:anywhere">{name}</td>'
        f'<td style="{cell};text-align:right;white-space:nowrap">{escape(row.value)}</td></tr>'
    )
