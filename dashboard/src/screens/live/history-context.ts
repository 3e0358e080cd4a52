import { createContext, useContext } from "react";
import type { LiveHistory } from "./live-history";

export const HistoryContext = createContext<LiveHistory | null>(null);

export function useHistory(): LiveHistory {
  const history = useContext(HistoryContext);
  if (!history) throw new Error("useHistory needs the Live screen's layout around it");
  return history;
}
