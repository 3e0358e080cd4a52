"""What happened in a session, one line of text each, so that every number can name its sessions.

    rage shop.example/plans                     a rage click on the page
    click shop.example/plans button “Buy”       a click on what has this label
    vital LCP poor shop.example/plans *         a page view that felt this slow

A line is a kind and its words; `*` is any, and the last word takes the rest of the line.
"""

# ruff: noqa: S608  # statements are made of this module's constants; every value is bound

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from pagepulse.errors import InvalidInputError
from pagepulse.questions.patterns import like_pattern, page_comparison
from pagepulse.questions.steps import parse_steps, taken_sql

# Conditions of one link; nobody reads more chips.
MAX_HAPPENINGS = 5
# A page of 2,048 characters and a label of 128 fit, however they are escaped.
MAX_CHARS = 3_000
ANY = "*"
ELEMENT_ID = re.compile(r"[0-9a-f]{16}")
DIGITS = re.compile(r"[1-9][0-9]?")

BOUNCED = "page_view_count <= 1 and custom_event_count = 0"
FRUSTRATED = "rage_click_count + dead_click_count + error_click_count + error_count > 0"
# Numbers in a message are of the case, not of the cause: `order 481 not found`.
CAUSE = "replaceRegexpAll(message, '[0-9]+', '#')"
ERROR_GROUP = f"lower(hex(sipHash64({CAUSE}, source, line, column)))"
# The pages of a session in their order, those twice in a row once; of rows of `page_views`.
WALKED = """arrayCompact(arrayMap(seen -> seen.3, arraySort(
    groupArray((at, page_view_id, if(page = '', page_url, toString(page))))
)))"""

Parameters = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """Where a happening is found: `condition` on sessions, `moments` as a query.

    `moments` selects `session_id`, `tab_id` and `at`; empty where a session is so as a whole.
    """

    condition: str
    parameters: Parameters
    moments: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one line behind its kind, and the names of its parameters."""

    words: Sequence[str]
    # Before the names of this line's parameters: lines stand side by side in one statement.
    prefix: str
    # Conditions on `at` that keep rows in the range of the question.
    times: str
    # The same on `started_at` of sessions.
    began: str

    def bound(self, name: str, kind: str = "String") -> str:
        """Return the placeholder of a parameter."""
        return f"{{{self.prefix}{name}:{kind}}}"

    def named(self, **values: object) -> dict[str, object]:
        """Return parameters under the names of this line."""
        return {f"{self.prefix}{name}": value for name, value in values.items()}

    def on_page(self, page: str) -> tuple[str, dict[str, object]]:
        """Return the condition that a row is of a page view of a page."""
        if page == ANY:
            return "1", {}
        condition, value = page_comparison(page)
        compared = condition.replace("{page:String}", self.bound("page"))
        sql = f"""(session_id, page_view_id) in (
            select session_id, page_view_id from page_views
            where project_id = {{project_id:String}} and {self.times} and {compared}
        )"""
        return sql, self.named(page=value["page"])

    def rows(self, table: str, condition: str, parameters: Parameters) -> Found:
        """Return the sessions that have a row of a table."""
        return self.query(
            f"""select session_id, tab_id, at from {table}
            where project_id = {{project_id:String}} and {self.times} and {condition}""",
            parameters,
        )

    def query(self, moments: str, parameters: Parameters) -> Found:
        """Return the sessions that a query of moments finds."""
        condition = f"session_id in (select session_id from ({moments}))"
        return Found(condition, parameters, moments)


def _interaction(kind: str) -> Callable[[Line], Found]:
    def find(line: Line) -> Found:
        condition, parameters = line.on_page(line.words[0])
        return line.rows("interactions", f"type = '{kind}' and {condition}", parameters)

    return find


def _click(line: Line) -> Found:
    """Find clicks on elements whose label, as it was last told, is this one."""
    page, label = line.words
    at_page = f"project_id = {{project_id:String}} and page = {line.bound('page')}"
    condition = f"""type in ('click', 'touch') and element_id != 0 and not bot
        and page = {line.bound("page")} and element_id in (
            select element_id from elements where {at_page} group by element_id
            having argMax(label, seen_at) = {line.bound("label")}
        )"""
    return line.rows("interactions", condition, line.named(page=page, label=label))


def _page_error(line: Line) -> Found:
    condition, parameters = line.on_page(line.words[0])
    return line.rows("errors", condition, parameters)


def _error(line: Line) -> Found:
    condition = f"{ERROR_GROUP} = {line.bound('group')}"
    return line.rows("errors", condition, line.named(group=line.words[0]))


def _vital(line: Line) -> Found:
    """Find page views whose last value of a vital has this rating and this element behind it."""
    name, rating, page, element = line.words
    condition, parameters = line.on_page(page)
    felt = {
        ANY: "1",
        "not-good": "felt.1 != 'good'",
    }.get(rating, f"felt.1 = {line.bound('rating')}")
    behind = "1"
    sought: object = element
    if ELEMENT_ID.fullmatch(element):
        behind = f"felt.3 = {line.bound('element', 'UInt64')}"
        sought = int(element, 16)
    elif element != ANY:
        behind = f"felt.2 = {line.bound('element')}"
    moments = f"""select session_id, tab_id, felt.4 as at from (
        select session_id, any(tab_id) as tab_id,
               argMax((toString(rating), element, element_id, at), (at, seq, position)) as felt
        from vitals
        where project_id = {{project_id:String}} and {line.times}
          and name = {line.bound("name")} and {condition}
        group by session_id, page_view_id
    ) where {felt} and {behind}"""
    named = line.named(name=name, rating=rating, element=sought)
    return line.query(moments, {**parameters, **named})


def _capture(line: Line) -> Found:
    """Find page views whose last reason of being recorded or not is this one."""
    of_project = f"project_id = {{project_id:String}} and {line.times}"
    moments = f"""select session_id, tab_id, at from (
        select * from page_views final where {of_project}
    ) as viewed
    left join (
        select session_id, page_view_id, argMax(toString(reason), (at, seq, position)) as told
        from captures where {of_project} group by session_id, page_view_id
    ) as captured using (session_id, page_view_id)
    where if(told = '', capture_reason, told) = {line.bound("reason")}"""
    return line.query(moments, line.named(reason=line.words[0]))


def _property(line: Line) -> Found:
    """Find custom events with a value of a property; names are escaped as in URLs."""
    name, key, value = line.words
    condition = f"""name = {line.bound("name")} and has(
        JSONExtractKeysAndValuesRaw(properties), ({line.bound("key")}, {line.bound("value")})
    )"""
    named = line.named(name=unquote(name), key=unquote(key), value=value)
    return line.rows("custom_events", condition, named)


def _door(column: str) -> Callable[[Line], Found]:
    def find(line: Line) -> Found:
        condition, value = page_comparison(line.words[0])
        compared = condition.replace("{page:String}", line.bound("page"))
        sql = f"""{column} in (
            select page_url from page_views
            where project_id = {{project_id:String}} and {line.times} and {compared}
        )"""
        return Found(sql, line.named(page=value["page"]))

    return find


def _step(*, is_last: bool) -> Callable[[Line], Found]:
    """Find sessions by the page of a step of their path."""

    def find(line: Line) -> Found:
        number, page, start = line.words
        return _on_path(line, number, start, f"= {line.bound('page')}", is_last=is_last, page=page)

    return find


def _elsewhere(*, is_last: bool) -> Callable[[Line], Found]:
    """Find those whose page of a step is none of some; `,`, `%` and blanks in them are escaped."""

    def find(line: Line) -> Found:
        number, pages, start = line.words
        listed = [unquote(page) for page in pages.split(",")]
        other = f"not in {line.bound('pages', 'Array(String)')}"
        return _on_path(line, number, start, other, is_last=is_last, pages=listed)

    return find


def _on_path(
    line: Line, number: str, start: str, compared: str, *, is_last: bool, **words: object
) -> Found:
    if not DIGITS.fullmatch(number):
        raise invalid(" ".join(line.words))
    step = line.bound("step", "UInt8")
    begin = f"arrayFirstIndex(name -> name ilike {line.bound('start')}, walked)"
    sql = f"""session_id in (
        select session_id from (
            select session_id, arraySlice(walked, {begin}) as path, {begin} as first from (
                select session_id, {WALKED} as walked from page_views final
                where project_id = {{project_id:String}} and {line.times} group by session_id
            ) where first > 0
        ) where path[{step}] {compared} and length(path) {"=" if is_last else ">="} {step}
    )"""
    return Found(sql, line.named(step=int(number), start=like_pattern(start), **words))


def _steps(*, is_lost: bool) -> Callable[[Line], Found]:
    """Find sessions that took steps in their order, or all of them but the last."""

    def find(line: Line) -> Found:
        steps = parse_steps(line.words[0].split(","))
        taken, parameters = taken_sql(steps, line.prefix)
        level = f"level = {len(steps) - 1}" if is_lost else f"level = {len(steps)}"
        sql = f"""session_id in (
            select session_id from (
                select session_id, {taken} from session_facts final
                where project_id = {{project_id:String}} and {line.began}
            ) where level > 0 and {level}
        )"""
        return Found(sql, parameters)

    return find


def _walk(line: Line) -> Found:
    """Find sessions that saw one page just after another."""
    pair = f"({line.bound('before')}, {line.bound('after')})"
    sql = f"""session_id in (
        select session_id from (
            select session_id, {WALKED} as walked from page_views final
            where project_id = {{project_id:String}} and {line.times} group by session_id
        ) where has(arrayZip(arrayPopBack(walked), arrayPopFront(walked)), {pair})
    )"""
    return Found(sql, line.named(before=line.words[0], after=line.words[1]))


# How many words a kind has, and how it is found.
KINDS: Mapping[str, tuple[int, Callable[[Line], Found]]] = {
    "bounce": (0, lambda _: Found(BOUNCED, {})),
    "frustration": (0, lambda _: Found(FRUSTRATED, {})),
    "rage": (1, _interaction("rage")),
    "dead": (1, _interaction("dead")),
    "error-click": (1, _interaction("error")),
    "click": (2, _click),
    "page-error": (1, _page_error),
    "error": (1, _error),
    "vital": (4, _vital),
    "capture": (1, _capture),
    "property": (3, _property),
    "entry": (1, _door("entry_page_url")),
    "exit": (1, _door("exit_page_url")),
    "step": (3, _step(is_last=False)),
    "left": (3, _step(is_last=True)),
    "step-elsewhere": (3, _elsewhere(is_last=False)),
    "left-elsewhere": (3, _elsewhere(is_last=True)),
    "walk": (2, _walk),
    "took": (1, _steps(is_lost=False)),
    "lost": (1, _steps(is_lost=True)),
}


def find_happening(text: str, number: int, times: str, began: str) -> Found:
    """Return where a line is found; raises InvalidInputError `invalid_happening`.

    `number` tells its parameters from those of other lines; `times` are conditions on `at`, and
    `began` on `started_at`.
    """
    kind, rest = kind_of(text)
    if kind not in KINDS:
        raise invalid(text)
    count, find = KINDS[kind]
    return find(Line(words_of(text, rest, count), prefix_of(number), times, began))


def kind_of(text: str) -> tuple[str, str]:
    """Return the kind of a line and what is behind it; raises InvalidInputError."""
    if len(text) > MAX_CHARS:
        raise invalid(text)
    kind, _, rest = text.partition(" ")
    return kind, rest


def words_of(text: str, rest: str, count: int) -> Sequence[str]:
    """Return the words of a line, the last of which takes the rest; raises InvalidInputError."""
    # Nothing behind the kind is one empty word: page views may have no reason.
    words = rest.split(" ", count - 1) if count else []
    is_bare = words == [""] and not text.startswith("capture")
    if is_bare or len(words) != count or (count == 0 and rest):
        raise invalid(text)
    return words


def prefix_of(number: int) -> str:
    """Return how the names of a line's parameters begin."""
    return f"happened_{number}_"


def invalid(text: str) -> InvalidInputError:
    """Return the error of a line that says nothing."""
    return InvalidInputError(
        "invalid_happening",
        "Write what happened as `rage shop.example/plans`; docs/http-api.md lists the kinds.",
        parameter="happened",
        got=text[:200],
    )
