import { useQuery } from "@tanstack/react-query";
import { type ErrorComponentProps, Link } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { meQuery } from "../account";
import type { Project } from "../api";
import { Button } from "../components/button";
import { Message } from "../components/message";
import { ApiError } from "../errors";
import { ScreenError } from "./failures";
import { Logo } from "./logo";
import { ProjectSign } from "./project-switcher";
import { useTitle } from "./use-title";
import { UserMenu } from "./user-menu";

/** When the project of the address cannot be opened; the user's own projects stand beside it. */
export function ProjectError(props: ErrorComponentProps) {
  const { data: me } = useQuery({ ...meQuery, enabled: false });
  if (!me || !(props.error instanceof ApiError && props.error.status === 404)) {
    return <ScreenError {...props} />;
  }
  return <WrongProject projects={me.projects} />;
}

function WrongProject({ projects }: { projects: readonly Project[] }) {
  useTitle("No such project");
  return (
    <div className="flex h-dvh flex-col overflow-hidden min-[900px]:flex-row">
      <div className="flex shrink-0 items-center justify-between gap-3 border-line bg-sunken p-2.5 max-[899px]:border-b min-[900px]:w-[220px] min-[900px]:flex-col min-[900px]:items-stretch min-[900px]:border-r">
        <div className="flex h-9 items-center px-1.5">
          <Logo />
        </div>
        <ProjectLinks projects={projects} />
        <UserMenu isNarrow={false} />
      </div>
      <main className="flex-1 overflow-auto">
        <Message
          icon={Compass}
          title="There is no such project, or it is not open to you"
          actions={
            <Button asChild look="primary">
              <Link to="/">Go to the start</Link>
            </Button>
          }
        >
          The link may be old, or somebody has to invite you first.
        </Message>
      </main>
    </div>
  );
}

function ProjectLinks({ projects }: { projects: readonly Project[] }) {
  return (
    <nav aria-label="Projects" className="flex flex-1 flex-col gap-0.5 max-[899px]:hidden">
      {projects.map((project) => (
        <Link
          key={project.projectId}
          to="/p/$projectId"
          params={{ projectId: project.projectId }}
          className="flex h-9 items-center gap-2.5 rounded-lg px-2 text-ink-muted transition-colors hover:bg-hover hover:text-ink"
        >
          <ProjectSign project={project} />
          <span className="min-w-0 flex-1 truncate">{project.name}</span>
        </Link>
      ))}
    </nav>
  );
}
