import { useNavigate } from "@tanstack/react-router";
import { EyeOff } from "lucide-react";
import { useEffect } from "react";
import { Button } from "../../components/button";
import { hasRole, useProject } from "../../project";
import { useStore } from "../../store";
import type { Controller } from "./controller";

/** Point at what should have been masked; Settings, Data requests counts it and hides it for good. */
export function HideButton({ controller }: { controller: Controller }) {
  const project = useProject();
  const isPicking = useStore(controller.state, (state) => state.isPicking);
  usePicked(controller);
  if (!hasRole(project, "admin")) return null;
  return (
    <Button
      look="ghost"
      size="small"
      aria-pressed={isPicking}
      onClick={() => controller.pick(!isPicking)}
      className={isPicking ? "bg-pulse-tint text-pulse" : ""}
    >
      <EyeOff aria-hidden="true" />
      <span className="max-xl:sr-only">{isPicking ? "Point at the element" : "Hide element"}</span>
    </Button>
  );
}

/** Take what was pointed at to where it is counted. */
function usePicked(controller: Controller) {
  const { projectId } = useProject();
  const navigate = useNavigate();
  const picked = useStore(controller.state, (state) => state.picked);
  useEffect(() => {
    if (picked === null) return;
    controller.pick(false);
    void navigate({
      to: "/p/$projectId/settings/requests",
      params: { projectId },
      search: { hide: picked },
    });
  }, [controller, navigate, picked, projectId]);
}
