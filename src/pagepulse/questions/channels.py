"""Which channel brought a session: rules of its campaign and of the site it came from; pure.

The rules follow the default channel groups of Google Analytics 4, with AI assistants as a channel
of their own. They are regular expressions that Python's `re` and the warehouse's RE2 read alike,
so that a channel in SQL and one in Python cannot differ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from pagepulse.ingest.interaction_rows import SOURCE

Channel = Literal[
    "paid-search",
    "paid-social",
    "display",
    "paid-other",
    "ai-assistant",
    "email",
    "affiliate",
    "search",
    "social",
    "video",
    "referral",
    "direct",
]
CHANNELS: tuple[Channel, ...] = get_args(Channel)

PAID = "^(cpc|ppc|cpv|cpa|cpp|retargeting|paid.*)$"
DISPLAY = "^(display|banner|expandable|interstitial|cpm)$"
EMAIL = "e-?mail|newsletter"
AFFILIATE = "^affiliates?$"


def _hosts(*names: str) -> str:
    """Return an expression for the name alone, for `name.tld` and for what stands below it."""
    return f"(^|[.])({'|'.join(names)})([.][a-z]{{2,4}}){{0,2}}$"


SEARCH = _hosts(
    "google", "bing", "duckduckgo", "yahoo", "ecosia", "qwant", "startpage", "yandex", "ya",
    "baidu", "naver", "seznam", "sogou", "search[.]brave", "kagi", "mojeek", "swisscows", "aol",
    "presearch", "metager", "coccoc",
)  # fmt: skip
AI = _hosts(
    "chatgpt", "chat[.]openai", "openai", "perplexity", "claude", "gemini[.]google",
    "bard[.]google", "copilot[.]microsoft", "copilot", "mistral", "chat[.]mistral",
    "chat[.]deepseek", "deepseek", "grok", "meta[.]ai", "you", "poe", "phind", "kimi", "doubao",
)  # fmt: skip
SOCIAL = _hosts(
    "facebook", "fb", "instagram", "threads", "x", "t", "twitter", "linkedin", "lnkd", "reddit",
    "pinterest", "pin", "tiktok", "snapchat", "tumblr", "vk", "ok", "weibo", "xing", "quora",
    "bsky", "bluesky", "mastodon", "mastodon[.]social", "news[.]ycombinator", "discord",
    "telegram", "whatsapp", "wa", "lobste",
)  # fmt: skip
VIDEO = _hosts("youtube", "youtu", "vimeo", "twitch", "dailymotion", "bilibili", "rumble")
MAIL_SITES = _hosts("mail[.]google", "outlook", "mail[.]yahoo", "mail[.]ru", "mail[.]proton")


@dataclass(frozen=True, slots=True)
class Rule:
    """A channel for sessions whose medium and source both look so; empty fits everything."""

    channel: Channel
    medium: str = ""
    source: str = ""


# The first that fits counts.
RULES = (
    Rule("paid-search", medium=PAID, source=SEARCH),
    Rule("paid-social", medium=PAID, source=f"{SOCIAL}|{VIDEO}"),
    Rule("display", medium=DISPLAY),
    Rule("paid-other", medium=PAID),
    Rule("ai-assistant", source=AI),
    Rule("email", medium=EMAIL),
    Rule("email", source=f"{EMAIL}|{MAIL_SITES}"),
    Rule("affiliate", medium=AFFILIATE),
    Rule("search", medium="^organic$"),
    Rule("search", source=SEARCH),
    Rule("social", medium="^(social|social-network|social-media|sm)$"),
    Rule("social", source=SOCIAL),
    Rule("video", medium="video"),
    Rule("video", source=VIDEO),
    Rule("referral", source="."),
)


def channel_of(source: str, medium: str) -> Channel:
    """Return the channel of a source (`utm_source` or the referrer's host) and a `utm_medium`.

    >>> channel_of("chatgpt.com", "")
    'ai-assistant'
    """
    for rule in RULES:
        if _fits(rule.medium, medium) and _fits(rule.source, source):
            return rule.channel
    return "direct"


def _fits(pattern: str, value: str) -> bool:
    return re.search(pattern, value.lower()) is not None


def _channel_sql(source: str, medium: str) -> str:
    """Return the same as an expression of the two."""
    branches = []
    for rule in RULES:
        parts = [
            f"match(lower({column}), '{pattern}')"
            for column, pattern in ((medium, rule.medium), (source, rule.source))
            if pattern
        ]
        branches.append(f"{' and '.join(parts)}, '{rule.channel}'")
    return f"multiIf({', '.join(branches)}, 'direct')"


CHANNEL = _channel_sql(SOURCE, "toString(utm_medium)")
"""The channel of a row of `sessions`, in SQL."""
CHANNEL_OF_FACTS = _channel_sql("source", "utm_medium")
"""The same of a row of `session_facts`, of which a migration makes the column `channel`."""
