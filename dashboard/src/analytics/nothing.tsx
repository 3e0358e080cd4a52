import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Code2, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../components/button";
import { CodeBlock } from "../components/copy";
import { Message } from "../components/message";
import { isFiltered } from "../filters/filters";
import { useFilters } from "../filters/use-filters";
import { installQuery, snippetOf } from "../install";
import { useProject } from "../project";

/**
 * Stands where a screen has nothing to show, with the button that helps: all days, fewer filters,
 * or how to record the site where no page of it was ever seen.
 */
export function Nothing({
  icon,
  title,
  pending = null,
  children,
}: {
  icon: LucideIcon;
  title: string;
  /** What stands here until it is known whether the project has data at all. */
  pending?: ReactNode;
  children?: ReactNode;
}) {
  const install = useQuery(installQuery(useProject().projectId));
  if (install.isPending) return pending;
  if (install.data?.pageViewCount === 0) return <NothingRecorded />;
  return (
    <Message icon={icon} title={title} actions={<WayOut />}>
      {children}
    </Message>
  );
}

function NothingRecorded() {
  const { projectId, projectKey } = useProject();
  return (
    <Message
      icon={Code2}
      title="Nothing recorded yet"
      actions={
        <Button asChild look="primary">
          <Link to="/p/$projectId/settings/install" params={{ projectId }}>
            Check the installation
          </Link>
        </Button>
      }
    >
      <p className="mb-4">
        Put this line into every page of your site, inside{" "}
        <code className="font-mono">{"<head>"}</code>. The first visit appears here within seconds.
      </p>
      <CodeBlock code={snippetOf(projectKey, window.location.origin)} />
    </Message>
  );
}

/** What may bring something back: without filters, then without bounds of time. */
function WayOut() {
  const { filters, change, clear } = useFilters();
  if (isFiltered(filters)) {
    return (
      <Button look="primary" onClick={clear}>
        Clear the filters
      </Button>
    );
  }
  if (filters.range === "all") return null;
  return (
    <Button look="primary" onClick={() => change({ range: "all", from: undefined, to: undefined })}>
      Look at all time
    </Button>
  );
}
