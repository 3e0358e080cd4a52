/** Notes and page changes as marks of a chart's buckets. */

import type { Annotation, PageChange } from "../api";

export interface Mark {
  key: string;
  /** Unix ms. */
  at: number;
  text: string;
  /** What only a note has. */
  note?: Annotation;
}

/** Everything that happened, oldest first, as people read it. */
export function marksOf(notes: readonly Annotation[], changes: readonly PageChange[]): Mark[] {
  return [
    ...notes.map((note) => ({
      key: note.annotationId,
      at: note.at,
      text: note.pageURL ? `${note.text} (${note.pageURL})` : note.text,
      note,
    })),
    ...changes.map(({ pageURL, at, sessions }) => ({
      key: `${pageURL} ${at}`,
      at,
      text: `Page changed: ${pageURL} (seen in ${sessions} sessions)`,
    })),
  ].sort((one, other) => one.at - other.at);
}

/** The place of the bucket that a moment is in; null for one before the first. */
export function bucketOf(at: number, buckets: readonly { at: number }[]): number | null {
  const after = buckets.findIndex((bucket) => bucket.at > at);
  const index = after === -1 ? buckets.length - 1 : after - 1;
  return index < 0 ? null : index;
}

/** Texts by the place of their bucket, in order. */
export function placed(
  marks: readonly Mark[],
  buckets: readonly { at: number }[],
): { index: number; texts: string[] }[] {
  const found = new Map<number, string[]>();
  for (const { at, text } of marks) {
    const index = bucketOf(at, buckets);
    if (index !== null) found.set(index, [...(found.get(index) ?? []), text]);
  }
  return [...found].map(([index, texts]) => ({ index, texts }));
}
