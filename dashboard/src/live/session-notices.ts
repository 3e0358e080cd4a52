import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { toast } from "sonner";
import { createAnnouncer, type Notice } from "./announcer";
import { useLive } from "./live-context";
import type { Heard } from "./messages";
import { isQuiet, setQuiet } from "./quiet";

/** Say of each session that it came and how it ended, on every screen, unless that is unwanted. */
export function useSessionNotices(): void {
  const { connection, project } = useLive();
  const navigate = useNavigate();
  useEffect(() => {
    const { projectId } = project;
    const announce = createAnnouncer(() => Date.now());
    const open = ({ sessionId }: Notice) =>
      sessionId
        ? navigate({ to: "/p/$projectId/sessions/$sessionId", params: { projectId, sessionId } })
        : navigate({ to: "/p/$projectId/sessions", params: { projectId } });
    return connection.on("session-recorded", (told) => {
      if (told.projectId !== projectId || isQuiet() || isShown(told)) return;
      const notice = announce(told);
      show(notice, () => void open(notice));
    });
  }, [connection, project, navigate]);
}

/** Whoever looks at a session, or sees on the Live screen who comes, needs not be told. */
function isShown({ sessionId, isEnded }: Heard["session-recorded"]): boolean {
  const { pathname } = window.location;
  return pathname.endsWith(`/${sessionId}`) || (!isEnded && pathname.endsWith("/live"));
}

function show({ id, text, sessionId }: Notice, open: () => void): void {
  toast(text, {
    id,
    action: { label: sessionId ? "Open" : "Show", onClick: open },
    cancel: { label: "Mute", onClick: mute },
  });
}

function mute(): void {
  setQuiet(true);
  toast("Notices of sessions are muted in this browser.", {
    id: "sessions",
    action: { label: "Undo", onClick: () => setQuiet(false) },
  });
}
