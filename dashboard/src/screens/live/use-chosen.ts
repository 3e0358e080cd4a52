import { useCallback, useState } from "react";

/** Visitors chosen one by one for a run. */
export function useChosen() {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback(
    (sessionId: string) =>
      setChosen((before) => {
        const after = new Set(before);
        if (!after.delete(sessionId)) after.add(sessionId);
        return after;
      }),
    [],
  );
  const clear = useCallback(() => setChosen(new Set()), []);
  return { chosen, toggle, clear };
}

export type Chosen = ReturnType<typeof useChosen>;
