import { useNavigate } from "@tanstack/react-router";
import { ChevronsUpDown, Plus } from "lucide-react";
import { useState } from "react";
import type { Project } from "../api";
import { cn } from "../components/class-names";
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from "../components/menu";
import { hasRole, useMe, useProject } from "../project";
import { NewProjectDialog } from "./new-project";

/** The sign of a project: the first letter of its name. */
export function ProjectSign({ project }: { project: Project }) {
  return (
    <span
      aria-hidden="true"
      // Drawn, not written: whoever speaks to a browser names what is written.
      data-sign={[...project.name][0]?.toUpperCase() ?? "?"}
      className="flex size-6 shrink-0 items-center justify-center rounded-md bg-pulse-tint font-semibold text-pulse text-xs before:content-[attr(data-sign)]"
    />
  );
}

export function ProjectSwitcher({ isNarrow }: { isNarrow: boolean }) {
  const project = useProject();
  const { projects } = useMe();
  const navigate = useNavigate();
  const [isMaking, setMaking] = useState(false);
  const open = (projectId: string) => void navigate({ to: "/p/$projectId", params: { projectId } });
  return (
    <>
      <Menu>
        <MenuTrigger
          aria-label={`Project: ${project.name}. Switch project`}
          className={cn(
            "flex h-10 items-center gap-2.5 rounded-lg border border-line bg-surface px-2 text-left transition-colors hover:bg-hover",
            isNarrow && "justify-center border-transparent bg-transparent px-0",
          )}
        >
          <ProjectSign project={project} />
          {isNarrow ? null : (
            <>
              <span className="min-w-0 flex-1 truncate font-medium">{project.name}</span>
              <ChevronsUpDown className="size-4 shrink-0 text-ink-faint" aria-hidden="true" />
            </>
          )}
        </MenuTrigger>
        <MenuContent className="w-60">
          <MenuLabel>Projects</MenuLabel>
          <MenuRadioGroup value={project.projectId} onValueChange={open}>
            {projects.map((one) => (
              <MenuRadioItem key={one.projectId} value={one.projectId}>
                <ProjectSign project={one} />
                <span className="min-w-0 flex-1 truncate">{one.name}</span>
                <span className="text-ink-faint text-xs">{one.role}</span>
              </MenuRadioItem>
            ))}
          </MenuRadioGroup>
          {projects.some((one) => hasRole(one, "owner")) ? (
            <>
              <MenuSeparator />
              <MenuItem onSelect={() => setMaking(true)}>
                <Plus aria-hidden="true" /> New project
              </MenuItem>
            </>
          ) : null}
        </MenuContent>
      </Menu>
      <NewProjectDialog open={isMaking} onOpenChange={setMaking} />
    </>
  );
}
