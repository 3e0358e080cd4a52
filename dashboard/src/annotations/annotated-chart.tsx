import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useQuestion } from "../analytics/question";
import { TimeChart, type TimePoint } from "../charts/time-chart";
import { annotationsQuery } from "./annotation-queries";
import { MarkList } from "./mark-list";
import { marksOf, placed } from "./placing";

/** A number over time with what happened meanwhile: notes, and pages that changed. */
export function AnnotatedChart({
  points,
  ...chart
}: {
  /** Each with the beginning of its bucket, Unix ms; kept by the caller. */
  points: readonly (TimePoint & { at: number })[];
  label: string;
  format: (value: number) => string;
  onOpen?: (index: number) => void;
  className?: string;
}) {
  const { data } = useQuery(annotationsQuery(useQuestion()));
  const [pointed, setPointed] = useState<number | null>(null);
  const marks = useMemo(() => marksOf(data?.annotations ?? [], data?.pageChanges ?? []), [data]);
  const places = useMemo(() => placed(marks, points), [marks, points]);
  const last = points.at(-1)?.at;
  const chosen = pointed === null ? undefined : points[pointed]?.at;
  return (
    <div>
      <TimeChart {...chart} points={points} marks={places} onPoint={setPointed} />
      <MarkList marks={marks} at={chosen ?? (last === undefined ? Date.now() : last)} />
    </div>
  );
}
