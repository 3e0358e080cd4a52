import { useMemo } from "react";
import { type Question, useQuestion } from "../../analytics/question";

/** The question of the address without a page of its own: the page stands beside it. */
export function useBareQuestion(): Question {
  const question = useQuestion();
  const told = JSON.stringify(question);
  return useMemo(() => {
    const { pageURL: _page, ...rest } = JSON.parse(told) as Question;
    return rest;
  }, [told]);
}

/** The same about the sessions that saw the page. */
export function useSeenQuestion(page: string): Question {
  const question = useBareQuestion();
  return useMemo(() => ({ ...question, pageURL: page }), [question, page]);
}
