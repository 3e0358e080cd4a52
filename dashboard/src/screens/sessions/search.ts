import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "../../api";

type TypedSearch = { kind: "visitor" | "session" | "page"; text: string };

/** Shorter texts match too much to be worth a question to the server. */
const MIN_LENGTH = 2;
const SHOWN = 5;

/** Tell what someone looks for: a visitor (`v_…`), a session id (26 of base32), or part of a page. */
export function readSearch(typed: string): TypedSearch | null {
  const text = typed.trim();
  if (text.length < MIN_LENGTH) return null;
  if (text.startsWith("v_")) return { kind: "visitor", text };
  if (/^[a-z2-7]{26}$/.test(text)) return { kind: "session", text };
  return { kind: "page", text };
}

/** The newest sessions that match what was typed. */
export function searchQuery(projectId: string, typed: TypedSearch | null) {
  return queryOptions({
    queryKey: ["search", projectId, typed],
    enabled: typed !== null && typed.kind !== "session",
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    queryFn: () => {
      const text = typed?.text ?? "";
      const by = typed?.kind === "visitor" ? { visitorId: text } : { pageURL: `*${text}*` };
      return answerOf(
        api.GET("/api/tracking/sessions", {
          params: { query: { projectId, limit: SHOWN, ...by } },
        }),
      );
    },
  });
}
