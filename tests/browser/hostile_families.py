"""Families of attacks: every handler, every spelling of an address in every attribute, every style.

As in `hostile_recording`: `{url}` is the listener's address, `{js}` says `CANARY`, braces stand
doubled.
"""

from __future__ import annotations

from typing import Any

Attack = tuple[str, dict[str, Any]]

HANDLERS = """
    abort afterprint animationcancel animationend animationiteration animationstart auxclick
    beforecopy beforecut beforeinput beforematch beforepaste beforetoggle begin blur cancel
    canplay change click close command contentvisibilityautostatechange contextmenu copy
    cuechange cut dblclick drag drop durationchange emptied end ended error focus focusin
    focusout formdata fullscreenchange gotpointercapture hashchange input invalid keydown keyup
    load loadeddata loadstart message mousedown mouseenter mousemove mouseover mousewheel
    pageshow paste play pointerenter pointerover pointerrawupdate popstate progress repeat reset
    resize scroll scrollend scrollsnapchange securitypolicyviolation select selectionchange
    slotchange submit suspend toggle touchstart transitionend transitionrun unhandledrejection
    unload wheel
""".split()  # noqa: SIM905  # ninety names read better as words

SPELLINGS = {
    "plain": "javascript:{js}",
    "mixed": "JaVaScRiPt:{js}",
    "control": "\x01 javascript:{js}",
    "tab": "java\tscript:{js}",
    "newline": "java\nscript:{js}",
    "return": "java\rscript:{js}",
    "colon": "javascript&colon;{js}",
    "entity": "&#106;avascript:{js}",
    "percent": "javascript:%63onsole.log(%27CANARY%27)",
    "vbscript": "vbscript:{js}",
    "html": "data:text/html,<script>{js}</script>",
    "html-mixed": "DATA:Text/HTML;charset=utf-7,<script>{js}</script>",
    "svg": "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload=\"{js}\"/>",
    "xml": "data:application/xhtml+xml,<script xmlns='http://www.w3.org/1999/xhtml'>{js}</script>",
    "filesystem": "filesystem:{url}",
    "blob": "blob:{url}",
    "view-source": "view-source:{url}",
    "spaces": "  {url}  ",
}
# Where an address leads somewhere or brings something: tag, attribute, whether it is SVG.
PLACES = (
    ("a", "href", False),
    ("area", "href", False),
    ("form", "action", False),
    ("button", "formaction", False),
    ("iframe", "src", False),
    ("object", "data", False),
    ("embed", "src", False),
    ("math", "href", False),
    ("a", "xlink:href", True),
    ("use", "href", True),
)

PROPERTIES = (
    "background", "background-image", "border-image", "border-image-source", "clip-path", "content",
    "cursor", "filter", "backdrop-filter", "list-style", "list-style-image", "marker-start", "mask",
    "mask-image", "mask-border-source", "-webkit-mask-image", "-webkit-mask-box-image",
    "-webkit-border-image", "offset-path", "shape-outside", "fill", "stroke", "--custom",
)  # fmt: skip
SHEETS = {
    "import-url": "@import url({url});",
    "import-layer": "@import '{url}' layer(x) supports(display: grid);",
    "import-case": "@IMPORT URL('{url}');",
    "import-escape": "@\\69mport '{url}';",
    "font-src": "@font-face {{ font-family: g; src: local(x), URL({url}) format('woff2') }} "
    "p {{ font-family: g }}",
    "namespace": "@namespace x url({url}); p {{ color: red }}",
    "document": "@document url({url}) {{ p {{ color: red }} }}",
    "cross-fade": "p {{ background: -webkit-cross-fade(url({url}), url({url}), 50%) }}",
    "src": "p {{ background: src('{url}') }}",
    "comment": "p {{ background: u/**/rl({url}); background-image: url/**/('{url}') }}",
    "property": "@property --u {{ syntax: '<url>'; inherits: false; initial-value: url({url}) }} "
    "p {{ background: var(--u) }}",
    "counter-style": "@counter-style c {{ system: cyclic; symbols: url({url}) }} "
    "li {{ list-style: c }}",
    "nested": "p {{ &:hover, & {{ background: url({url}) }} }}",
    "view-transition": "::view-transition {{ background: url({url}) }}",
    "close": '</style><script>{js}</script><img src=x onerror="{js}">',
}
RELATIONS = (
    "alternate stylesheet", "amphtml", "apple-touch-icon", "compression-dictionary", "expect",
    "import", "license", "mask-icon", "next", "pingback", "prerender", "search", "shortcut icon",
    "subresource", "STYLESHEET",
)  # fmt: skip


def elements() -> dict[str, Attack]:
    """Return attacks by name: tag and attributes."""
    made: dict[str, Attack] = {}
    for handler in HANDLERS:
        shown = {"tabindex": "0", "autofocus": "", "contenteditable": "", f"on{handler}": "{js}"}
        made[f"handler-{handler}"] = ("div", shown)
    for tag, attribute, is_svg in PLACES:
        if not is_svg:
            made |= spelled(tag, attribute)
    for name in PROPERTIES:
        style = f"width: 9px; height: 9px; {name}: url({{url}})"
        made[f"property-{name}"] = ("div", {"style": style})
    for name, sheet in SHEETS.items():
        made[f"sheet-{name}"] = ("style", {"_cssText": sheet})
    for relation in RELATIONS:
        made[f"relation-{relation}"] = ("link", {"rel": relation, "href": "{url}", "as": "image"})
    return made


def svg_elements() -> dict[str, Attack]:
    """Return those that are inside an SVG."""
    made: dict[str, Attack] = {}
    for tag, attribute, is_svg in PLACES:
        if is_svg:
            made |= spelled(tag, attribute)
    for name in ("begin", "end", "repeat"):
        timed = {f"on{name}": "{js}", "attributeName": "x", "dur": "10ms", "repeatCount": "2"}
        made[f"timed-{name}"] = ("set", timed)
    return made


def spelled(tag: str, attribute: str) -> dict[str, Attack]:
    """Return every spelling of an address in one attribute."""
    return {
        f"{tag}-{attribute}-{name}": (tag, {attribute: address})
        for name, address in SPELLINGS.items()
    }
