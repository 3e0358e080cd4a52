import type { useAnalytics } from "../../analytics/question";

type Goals = NonNullable<ReturnType<typeof useAnalytics<"/api/analytics/goals">>["data"]>;

/** A goal with its conversions in the range. */
export type GoalRow = Goals["goals"][number];
