/** What all screens with numbers ask, and how fresh their answers are. */

import type { paths } from "@pagepulse/contract";
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../api";
import { type FilterQuery, queryOf } from "../filters/filters";
import { useFilters } from "../filters/use-filters";
import { useProject } from "../project";

/** How often numbers are asked for at most: a busy site's change every second. */
const EVERY_MS = 700;

export type Question = FilterQuery & { projectId: string };

/** The project and the filters of the address. */
export function useQuestion(): Question {
  const { projectId, settings } = useProject();
  const { filters } = useFilters();
  return { projectId, ...queryOf(filters, settings.timeZone, Date.now()) };
}

/** The calls of analytics that take a question and nothing in their path. */
type Call = Exclude<Extract<keyof paths, `/api/analytics/${string}`>, `${string}{${string}`>;
type AnswerOf<C extends Call> = paths[C] extends {
  get: { responses: { 200: { content: { "application/json": infer Answer } } } };
}
  ? Answer
  : never;
type MoreOf<C extends Call> = paths[C] extends { get: { parameters: { query?: infer Query } } }
  ? Omit<NonNullable<Query>, keyof Question>
  : never;

/** One call of analytics: asked again when data came that it is made of. */
export function analyticsQuery<C extends Call>(call: C, question: Question, more: MoreOf<C>) {
  const query = { ...question, ...more };
  return queryOptions({
    queryKey: [call, query],
    queryFn: async (): Promise<AnswerOf<C>> => {
      // Each call has its own type of query; all of them are made of the same parts.
      const get = api.GET as (url: string, init: object) => Parameters<typeof answerOf>[0];
      return (await answerOf(get(call, { params: { query } }))) as AnswerOf<C>;
    },
    meta: { pushed: { projectId: question.projectId, everyMs: EVERY_MS } },
    placeholderData: keepPreviousData,
    staleTime: EVERY_MS,
  });
}

/** The answer to the question of the address. */
export function useAnalytics<C extends Call>(call: C, more: MoreOf<C>) {
  return useQuery(analyticsQuery(call, useQuestion(), more));
}
