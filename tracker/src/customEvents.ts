/** What the site's own code names with `pulse.track`. */

import { NAME_LENGTH, PROPERTIES_LENGTH } from "./limits";
import { redact } from "./redact";
import type { CustomEvent, PageView } from "./wire";

/** A custom event as it is sent, or null when it has no name or does not fit. */
export function customEvent(
  name: unknown,
  properties: unknown,
  { id, url }: PageView,
): CustomEvent | null {
  if (typeof name !== "string" || !name) return null;
  const cleaned = cleanProperties(properties);
  return (
    cleaned && {
      name: redact(name.slice(0, NAME_LENGTH)),
      at: Date.now(),
      pageViewId: id,
      url,
      properties: cleaned,
    }
  );
}

/** A plain copy, as JSON sees it, without private patterns; later changes do not reach it. */
function cleanProperties(properties: unknown): Record<string, unknown> | null {
  if (typeof properties !== "object" || properties === null) return {};
  const json = JSON.stringify(properties, (_, value: unknown) =>
    typeof value === "string" ? redact(value) : value,
  );
  return json.length > PROPERTIES_LENGTH ? null : { ...JSON.parse(json) };
}
