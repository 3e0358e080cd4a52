import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { MonitorPlay, SearchX } from "lucide-react";
import { Button } from "../../components/button";
import { CodeBlock } from "../../components/copy";
import { Message } from "../../components/message";
import { describeRange, isFiltered } from "../../filters/filters";
import { useFilters } from "../../filters/use-filters";
import { installQuery, snippetOf } from "../../install";
import { useProject } from "../../project";
import { SessionListSkeleton } from "./list";

/** Why the list is empty, and what to do about it. */
export function NoSessions() {
  const { projectId } = useProject();
  const { filters } = useFilters();
  const install = useQuery(installQuery(projectId));
  if (install.isPending) return <SessionListSkeleton />;
  if (install.data?.pageViewCount === 0) return <NothingRecorded />;
  return isFiltered(filters) ? <NothingMatches /> : <NothingInRange />;
}

function NothingRecorded() {
  const { projectId, projectKey } = useProject();
  return (
    <Message
      icon={MonitorPlay}
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

function NothingMatches() {
  const { filters, clear } = useFilters();
  return (
    <Message
      icon={SearchX}
      title="No session matches these filters"
      actions={
        <Button look="primary" onClick={clear}>
          Clear the filters
        </Button>
      }
    >
      {describeRange(filters)}: nothing with all of them at once.
    </Message>
  );
}

function NothingInRange() {
  const { filters, change } = useFilters();
  return (
    <Message
      icon={SearchX}
      title={`No session: ${describeRange(filters).toLowerCase()}`}
      actions={
        <Button
          look="primary"
          onClick={() => change({ range: "all", from: undefined, to: undefined })}
        >
          Look at all time
        </Button>
      }
    >
      There are sessions on other days.
    </Message>
  );
}
