import type { DataSubject } from "../../../api";
import type { Choice } from "../../../components/select";

export type SubjectKind = DataSubject["kind"];

/** What is typed of a subject: an id or an address, or two days. */
export interface TypedSubject {
  kind: SubjectKind;
  value: string;
  firstDay: string;
  lastDay: string;
}

export const NOTHING_TYPED: TypedSubject = {
  kind: "visitor",
  value: "",
  firstDay: "",
  lastDay: "",
};

export const SUBJECT_CHOICES: readonly Choice<SubjectKind>[] = [
  { value: "visitor", label: "A visitor", note: "All sessions of one browser" },
  { value: "identity", label: "An identity", note: "Whom your site named by pulse.identify" },
  { value: "session", label: "A session" },
  { value: "page", label: "A page", note: "All sessions that saw it" },
  { value: "range", label: "A stretch of time" },
];

export const PLACEHOLDERS: Record<SubjectKind, string> = {
  visitor: "v_…",
  identity: "u-81",
  session: "the id in the session's address",
  page: "https://example.com/account",
  range: "",
};

const DAY_MS = 86_400_000;

/** What the server is asked for; null while something is missing. The last day counts whole. */
export function subjectOf(typed: TypedSubject): DataSubject | null {
  const { kind, firstDay, lastDay } = typed;
  if (kind !== "range") {
    const value = typed.value.trim();
    return value === "" ? null : { kind, value, fromAt: 0, toAt: 0 };
  }
  const fromAt = new Date(`${firstDay}T00:00`).getTime();
  const toAt = new Date(`${lastDay}T00:00`).getTime() + DAY_MS;
  return fromAt < toAt ? { kind, value: "", fromAt, toAt } : null;
}
