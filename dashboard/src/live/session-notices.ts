import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { toast } from "sonner";
import { createAnnouncer, type Notice } from "./announcer";
import { useLive } from "./live-context";
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
      if (told.projectId !== projectId || isQuiet() || isShown(told.sessionId)) return;
      const notice = announce(told);
      show(notice, () => void open(notice));
    });
  }, [connection, project, navigate]);
}

/** Whoever looks at a session needs not be told of it. */
function isShown(sessionId: string): boolean {
  return window.location.pathname.endsWith(`/${sessionId}`);
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
