"""Drives the real player page from the dashboard's address, with windows of the real API."""

from __future__ import annotations

import base64
from typing import Any

from playwright.sync_api import ElementHandle, Page
from tests.browser.running_demo import RunningDemo

# A busy machine may need long to paint a page, in milliseconds.
PATIENCE_MS = 20_000
# Speaks dashboard/src/player/protocol.ts, as the dashboard does.
HOST = """() => {
  let player = null;
  let run = 0;
  let heard = () => {};
  window.addEventListener('message', ({data}) => heard(data));
  const next = (type, ofRun) => new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`the player never said ${type}`)), PATIENCE_MS);
    heard = (message) => {
      if (message.type === 'problem') reject(new Error(message.problem));
      if (message.type === type && (ofRun === undefined || message.run === ofRun)) resolve(message);
    };
  });
  window.openPlayer = async (origin, width, height) => {
    document.body.style.cssText = 'margin: 0; overflow: hidden';
    player = document.createElement('iframe');
    player.style.cssText = 'position: fixed; inset: 0; border: 0';
    player.width = width;
    player.height = height;
    player.src = `${origin}/?dashboard=${encodeURIComponent(location.origin)}`;
    const ready = next('ready');
    document.body.replaceChildren(player);
    await ready;
  };
  const assetsOf = async (bytes) => {
    const found = new TextDecoder().decode(bytes).matchAll(/pulse-asset:([0-9a-f]{64})/g);
    const hashes = [...new Set(Array.from(found, ([, hash]) => hash))];
    const fetched = hashes.map((hash) => fetch(`/api/tracking/assets/${hash}`));
    const answers = await Promise.all(fetched);
    return Promise.all(answers.map(async (answer, index) =>
      ({hash: hashes[index], bytes: answer.ok ? await answer.arrayBuffer() : null})));
  };
  window.showMoment = async (session, tabId, at) => {
    run += 1;
    const query = new URLSearchParams({tabId, from: at, to: at});
    const answer = await fetch(`/api/tracking/sessions/${session}/events?${query}`);
    if (!answer.ok) throw new Error(await answer.text());
    const bytes = await answer.arrayBuffer();
    const assets = await assetsOf(bytes);
    const painted = next('painted', run);
    const message = {type: 'load', run, tabId, bytes, assets, at, playing: false};
    player.contentWindow.postMessage(message, new URL(player.src).origin, [bytes]);
    return (await painted).at;
  };
}""".replace("PATIENCE_MS", str(PATIENCE_MS))


class PlayerHost:
    """A player of `width` x `height` CSS pixels that shows moments of a session."""

    def __init__(self, page: Page, demo: RunningDemo, width: int, height: int) -> None:
        """Open the player page in a frame without any scaling."""
        self._page = page
        me = page.context.request.get(f"{demo.dashboard}/api/auth/me").json()
        # The dashboard's own document, for its origin and its policy, without its program.
        page.route(f"{demo.dashboard}/assets/*.js", lambda route: route.abort())
        page.set_viewport_size({"width": width, "height": height})
        page.goto(demo.dashboard)
        page.evaluate(HOST)
        page.evaluate("(args) => openPlayer(...args)", [me["playerOrigin"], width, height])

    def show(self, session_id: str, tab_id: str, at: int) -> ElementHandle:
        """Show a moment, Unix ms of the server, and return the frame that holds the page."""
        self._page.evaluate("(args) => showMoment(...args)", [session_id, tab_id, at])
        frame = self._page.frames[1].query_selector("iframe")
        assert frame is not None
        return frame

    def screenshot(self) -> bytes:
        """Return a picture of exactly the recorded viewport, as PNG."""
        # By the protocol itself: the driver would wait for the fonts of the recorded page's frame,
        # which runs no scripts and so never answers.
        protocol = self._page.context.new_cdp_session(self._page)
        return base64.b64decode(protocol.send("Page.captureScreenshot")["data"])


def moment_of(detail: dict[str, Any], browser_ms: float) -> int:
    """Return the server's time of a moment of the visitor's clock."""
    return round(browser_ms + float(detail["clockOffsetMs"]))
