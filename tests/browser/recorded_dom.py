"""What a visitor sees of a document, in a form in which page and replay can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import ElementHandle, Frame, Page

# Structure, texts, what style sheets select by, and the state of forms. A value that was entered
# becomes "•": that something stands there is recorded, what it is never is. Texts of options are
# masked as well. rrweb marks what the pointer is over with a class that begins with a colon.
DESCRIBE = """(root) => {
  const SKIPPED = new Set(['script', 'noscript', 'style', 'link']);
  // A hidden field shows nothing, and a number field cannot show a mask.
  const UNMASKABLE = new Set(['hidden', 'number']);
  const STATES = ['id', 'class', 'hidden', 'open', 'role', 'aria-expanded', 'aria-pressed',
    'aria-selected', 'aria-invalid'];
  const attributes = (element) => {
    const found = {};
    for (const name of STATES) {
      if (!element.hasAttribute(name)) continue;
      const words = element.getAttribute(name).split(/\\s+/);
      const own = words.filter((word) => !word.startsWith(':')).join(' ');
      if (name !== 'class' || own) found[name] = own;
    }
    return found;
  };
  const formState = (element) => {
    if (element.localName === 'select') return {};
    if (element.type === 'checkbox' || element.type === 'radio') return {checked: element.checked};
    if (UNMASKABLE.has(element.type)) return {};
    if ('value' in element && element.localName !== 'button') {
      return {value: element.value ? '•' : ''};
    }
    return {};
  };
  const describe = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\\s+/g, ' ').trim();
    if (node.nodeType !== Node.ELEMENT_NODE || SKIPPED.has(node.localName)) return '';
    if (node.localName === 'option') return ['option', attributes(node)];
    const children = node.localName === 'textarea' ? [] : [...node.childNodes];
    const inside = children.map(describe).filter((part) => part !== '');
    const shadow = [...(node.shadowRoot?.childNodes ?? [])].map(describe);
    if (node.shadowRoot) inside.unshift(['#shadow', {}, ...shadow.filter((part) => part !== '')]);
    if (node.contentDocument?.body) inside.unshift(describe(node.contentDocument.body));
    return [node.localName, {...attributes(node), ...formState(node)}, ...inside];
  };
  return describe(root);
}"""


def described(page: Page | Frame) -> list[str]:
    """Describe the page that a visitor has open, one line for each node."""
    return list(_lines(page.evaluate(f"({DESCRIBE})(document.body)")))


def described_inside(frame: ElementHandle) -> list[str]:
    """Describe the document that an iframe of the player holds."""
    return list(_lines(frame.evaluate(f"(iframe) => ({DESCRIBE})(iframe.contentDocument.body)")))


def _lines(node: Any, depth: int = 0) -> Iterator[str]:
    indent = "  " * depth
    if isinstance(node, str):
        yield f"{indent}{node}"
        return
    name, attributes, *inside = node
    yield indent + " ".join([name, *(f"{key}={value}" for key, value in attributes.items())])
    for child in inside:
        yield from _lines(child, depth + 1)
