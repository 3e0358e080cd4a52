/** Web vitals in words. */

import type { Vital } from "./signals";

const SECOND_MS = 1_000;

/** The order in which they are read: what is seen, then what is felt. */
const ORDER: readonly Vital["name"][] = ["LCP", "INP", "CLS", "FCP", "TTFB"];

const NAMES: Record<Vital["name"], string> = {
  LCP: "Largest contentful paint: when the largest picture or text stood there",
  INP: "Interaction to next paint: the longest wait after a click or a key",
  CLS: "Cumulative layout shift: how much things jumped about",
  FCP: "First contentful paint: when the first thing was seen",
  TTFB: "Time to first byte: when the server's answer began",
};

export const RATINGS: Record<
  Vital["rating"],
  { label: string; tone: "good" | "attention" | "live" } | null
> = {
  good: { label: "good", tone: "good" },
  "needs-improvement": { label: "fair", tone: "attention" },
  poor: { label: "poor", tone: "live" },
  "": null,
};

/** `1.8 s`, `64 ms`, `0.02`. */
export function formatVital({ name, value }: Vital): string {
  if (name === "CLS") return value.toFixed(2);
  return value < SECOND_MS ? `${Math.round(value)} ms` : `${(value / SECOND_MS).toFixed(1)} s`;
}

export function describeVital({ name }: Vital): string {
  return NAMES[name];
}

/** Return the vitals of each page view together, in the order in which they are read. */
export function byPageView(vitals: readonly Vital[]): Vital[][] {
  const views = new Map<string, Vital[]>();
  for (const vital of vitals) {
    views.set(vital.pageViewId, [...(views.get(vital.pageViewId) ?? []), vital]);
  }
  const place = ({ name }: Vital): number => ORDER.indexOf(name);
  return [...views.values()].map((own) => own.sort((one, other) => place(one) - place(other)));
}
