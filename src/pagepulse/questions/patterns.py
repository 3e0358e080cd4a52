"""How pages and texts are asked for: addresses, paths, listed pages, and `*` for any text; pure."""

from __future__ import annotations

from collections.abc import Mapping

from pagepulse.ingest.pages import page_of


def page_comparison(page_url: str) -> tuple[str, Mapping[str, str]]:
    """Return the condition on `page_views` that a page is the wanted one."""
    column = page_column(page_url)
    if "*" in page_url:
        # People who search do not mind the case; an exact address does.
        return f"{column} ilike {{page:String}}", {"page": like_pattern(page_url)}
    return f"{column} = {{page:String}}", {"page": stored_form(page_url)}


def page_column(page_url: str) -> str:
    """Return the column of `page_views` that an address, a path or a listed page is compared with.

    >>> page_column("shop.example:8080/orders/:id")
    'page'
    """
    if page_url.startswith("/"):
        return "path"
    return "page_url" if "://" in page_url or "/" not in page_url else "page"


def stored_form(page_url: str) -> str:
    """Return an address or a path as it is stored: without query and fragment."""
    if page_url.startswith("/"):
        return page_url.partition("#")[0].partition("?")[0]
    if page_column(page_url) == "page":
        return page_url
    return page_of(page_url).page_url or page_url


def like_pattern(text: str) -> str:
    r"""Return the ILIKE pattern in which only `*` is special.

    >>> like_pattern("/a_b/*")
    '/a\\_b/%'
    """
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return escaped.replace("*", "%")
