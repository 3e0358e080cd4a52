import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import { useEffect, useRef } from "react";
import { Message } from "../../components/message";
import { hasRole, useProject } from "../../project";
import { TopBar } from "../../shell/top-bar";
import { useTitle } from "../../shell/use-title";
import { SETTINGS } from "./sections";

/** The frame of all settings: their list beside (above, where it is narrow) the one that is open. */
export function SettingsLayout() {
  const project = useProject();
  const { projectId } = project;
  const open = SETTINGS.filter((section) => hasRole(project, section.least));
  useTitle("Settings", project.name);
  const list = useOpenInView();
  return (
    <>
      <TopBar title="Settings" />
      <div className="min-h-0 flex-1 overflow-auto">
        <div className="mx-auto flex w-full max-w-[1040px] flex-col gap-6 px-4 py-5 min-[900px]:flex-row min-[900px]:gap-10 min-[900px]:px-8 min-[900px]:py-8">
          <nav
            ref={list}
            aria-label="Settings"
            className="-mx-4 flex shrink-0 gap-1 overflow-x-auto border-line border-b px-4 pb-2 min-[900px]:mx-0 min-[900px]:w-40 min-[900px]:flex-col min-[900px]:border-0 min-[900px]:p-0"
          >
            {open.map(({ to, label, icon: Icon }) => (
              <Link
                key={to}
                to={to}
                params={{ projectId }}
                activeOptions={{ includeSearch: false }}
                className="flex h-8 shrink-0 items-center gap-2.5 rounded-lg px-2.5 text-ink-muted transition-colors hover:bg-hover hover:text-ink"
                activeProps={{ className: "bg-hover font-medium text-ink" }}
              >
                <Icon className="size-4" aria-hidden="true" />
                {label}
              </Link>
            ))}
          </nav>
          <main className="flex min-w-0 flex-1 flex-col gap-8 pb-16">
            <OpenSection />
          </main>
        </div>
      </div>
    </>
  );
}

/** The section of the address, for those whom the server would let in. */
function OpenSection() {
  const project = useProject();
  const { pathname } = useLocation();
  const name = pathname.split("/").at(-1);
  const section = SETTINGS.find(({ to }) => to.endsWith(`/${name}`));
  if (!section || hasRole(project, section.least)) return <Outlet />;
  return (
    <Message icon={Lock} title="Only admins see this">
      Your role in {project.name} is {project.role ?? "none"}. An admin of the project can change
      it.
    </Message>
  );
}

/** Where the list is one scrolling line, bring the open section into view. */
function useOpenInView() {
  const list = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another path opens another section
  useEffect(() => {
    const open = list.current?.querySelector("[aria-current=page]");
    open?.scrollIntoView({ inline: "center", block: "nearest" });
  }, [pathname]);
  return list;
}
