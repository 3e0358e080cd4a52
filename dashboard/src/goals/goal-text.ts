/** A goal as the server takes it: `page:/thanks*`, `event:order`, `event:order?total>=100`. */

export const OPERATORS = ["", "=", "!=", ">=", "<="] as const;
export type Operator = (typeof OPERATORS)[number];

export interface GoalParts {
  kind: "page" | "event";
  /** A page (address, path or `host/path`, `*` is any text), or the name of an event. */
  wanted: string;
  /** The first condition on the event's properties; an empty name is none. */
  property: string;
  operator: Operator;
  value: string;
}

const PROPERTY = /^([^=<>!]+)(?:(!=|>=|<=|=)(.*))?$/s;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Read a goal; null where it is none. */
export function parseGoal(text: string): GoalParts | null {
  const [, kind, wanted = ""] = /^(page|event):(.+)$/s.exec(text) ?? [];
  if (kind === "page") return { kind, wanted, property: "", operator: "", value: "" };
  if (kind !== "event") return null;
  const [name = "", condition = ""] = wanted.split("?");
  const [, property = "", operator = "", value = ""] = PROPERTY.exec(condition) ?? [];
  return {
    kind,
    wanted: decoded(name),
    property: decoded(property),
    operator: OPERATORS.find((one) => one === operator) ?? "",
    value: decoded(value),
  };
}

/** Write a goal; only what the server reads as something else is encoded. */
export function goalText({ kind, wanted, property, operator, value }: GoalParts): string {
  const name = wanted.trim();
  if (kind === "page") return `page:${name.replaceAll(",", "*")}`;
  const event = `event:${encodeURIComponent(name)}`;
  if (property.trim() === "") return event;
  const condition = encodeURIComponent(property.trim());
  return operator === ""
    ? `${event}?${condition}`
    : `${event}?${condition}${operator}${encodeURIComponent(value.trim())}`;
}

const WORDS: Record<Operator, string> = {
  "": "is there",
  "=": "is",
  "!=": "is not",
  ">=": "≥",
  "<=": "≤",
};

/** A goal as people read it: `/thanks*`, `order, total ≥ 100`. */
export function goalWords(text: string): string {
  const goal = parseGoal(text);
  if (!goal) return text;
  if (goal.property === "") return goal.wanted;
  return [`${goal.wanted},`, goal.property, WORDS[goal.operator], goal.value].join(" ").trim();
}

export function operatorWords(operator: Operator): string {
  return WORDS[operator];
}
