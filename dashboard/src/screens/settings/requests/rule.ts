import type { RedactionRule } from "../../../api";
import type { Choice } from "../../../components/select";

export type RuleKind = RedactionRule["kind"];
export type PatternName = NonNullable<RedactionRule["pattern"]>;

/** What is typed of a rule. */
export interface TypedRule {
  kind: RuleKind;
  text: string;
  selector: string;
  pattern: PatternName;
}

export const RULE_CHOICES: readonly Choice<RuleKind>[] = [
  { value: "text", label: "A text", note: "Literally, in any case" },
  { value: "element", label: "An element", note: "By a CSS selector" },
  { value: "pattern", label: "A pattern" },
];

export const PATTERN_CHOICES: readonly Choice<PatternName>[] = [
  { value: "phone", label: "Telephone numbers" },
  { value: "digits", label: "Five digits or more" },
  { value: "email", label: "E-mail addresses" },
  { value: "card", label: "Payment cards" },
  { value: "iban", label: "Bank accounts" },
  { value: "token", label: "Tokens and keys" },
];

/** A shorter text stands in half of all words; the server refuses it. */
const MIN_TEXT = 3;

/** What the server is asked for; null while something is missing. */
export function ruleOf(typed: TypedRule): RedactionRule | null {
  const { kind } = typed;
  if (kind === "pattern") return { kind, text: "", selector: "", pattern: typed.pattern };
  const [text, selector] = [typed.text.trim(), typed.selector.trim()];
  if (kind === "text") return text.length < MIN_TEXT ? null : { kind, text, selector: "" };
  return selector === "" ? null : { kind, text: "", selector };
}
