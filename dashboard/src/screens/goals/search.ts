/** What the screen shows beside the filters, as it stands in the address. */
export interface GoalsSearch {
  /** The goal that is open. */
  goalId?: string | undefined;
}

const GOAL_ID = /^goal_[0-9a-f]{1,32}$/;

export function parseGoalsSearch({ goalId }: Record<string, unknown>): GoalsSearch {
  return { goalId: typeof goalId === "string" && GOAL_ID.test(goalId) ? goalId : undefined };
}
