import { Circle, Lock } from "lucide-react";
import { Button } from "../../components/button";
import { Hint } from "../../components/hint";
import { useConnectionState } from "../../live/live-context";
import { hasRole, useProject } from "../../project";

/** The button. Who may not press it is told why. */
export function StartButton({
  isRunning,
  onClick,
}: {
  /** A run goes on: then Stop is the one that stands out. */
  isRunning: boolean;
  onClick: () => void;
}) {
  const project = useProject();
  const isConnected = useConnectionState() === "connected";
  if (!hasRole(project, "admin")) return <NotAllowed role={project.role ?? "viewer"} />;
  return (
    <Button
      look={isRunning ? "danger-outline" : "danger"}
      disabled={!isConnected}
      onClick={onClick}
    >
      <Circle className="fill-current" aria-hidden="true" />
      {isRunning ? "Start another" : "Start recording"}
    </Button>
  );
}

function NotAllowed({ role }: { role: string }) {
  return (
    <Hint
      text={`You may watch. Only admins and owners start and stop recordings; you are ${role}.`}
    >
      <button
        type="button"
        aria-disabled="true"
        className="flex h-8 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-lg border border-line px-3 text-ink-faint text-sm"
      >
        <Lock className="size-4" aria-hidden="true" />
        Start recording
      </button>
    </Hint>
  );
}
