/** Longest text of an address with its prefix: IPv6 in full. */
const MAX_LENGTH = 64;

export type ParsedRange = { ok: true; entry: string } | { ok: false; reason: string };

/** Read what was typed as an IP address or a range; what it means in detail the server says. */
export function parseRange(typed: string): ParsedRange {
  const text = typed.trim().toLowerCase();
  const [address = "", prefix, ...rest] = text.split("/");
  const isPrefix = prefix === undefined || /^\d{1,3}$/.test(prefix);
  const isRange = isAddress(address) && isPrefix && rest.length === 0 && text.length <= MAX_LENGTH;
  if (!isRange || Number(prefix ?? 0) > (address.includes(":") ? 128 : 32)) {
    return {
      ok: false,
      reason: "An address looks like 203.0.113.7, a range of them like 203.0.113.0/24.",
    };
  }
  return { ok: true, entry: text };
}

function isAddress(text: string): boolean {
  const numbers = text.split(".");
  if (numbers.length === 4 && numbers.every((one) => /^\d{1,3}$/.test(one) && Number(one) < 256)) {
    return true;
  }
  return /^[\da-f:.]*:[\da-f:.]*$/.test(text) && text.length > 1;
}
