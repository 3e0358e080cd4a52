import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { X } from "lucide-react";
import { Card } from "../../analytics/card";
import { LinkedBars } from "../../analytics/linked-bars";
import { MomentLink, SessionsNumber } from "../../analytics/links";
import { useQuestion } from "../../analytics/question";
import { answerOf, api } from "../../api";
import { IconButton } from "../../components/button";
import { ErrorMessage } from "../../components/message";
import { Skeleton } from "../../components/skeleton";
import { When } from "../../components/when";
import { withProperty } from "../../filters/happenings";
import { formatCount, formatPage, formatPlural } from "../../format";
import { useProject } from "../../project";

/** Moments that are listed; the sessions have all. */
const SHOWN = 12;

function useEvent(name: string) {
  const question = useQuestion();
  return useQuery({
    queryKey: ["event", name, question],
    queryFn: () =>
      answerOf(
        api.GET("/api/analytics/events/{name}", { params: { path: { name }, query: question } }),
      ),
    meta: { pushed: { projectId: question.projectId, everyMs: 700 } },
  });
}

type Detail = NonNullable<ReturnType<typeof useEvent>["data"]>;

/** One custom event: with which properties, and when. */
export function EventDetail({ name }: { name: string }) {
  const found = useEvent(name);
  const navigate = useNavigate({ from: "/p/$projectId/events" });
  return (
    <Card
      title={name}
      actions={
        <IconButton
          label="Close"
          size="icon-small"
          onClick={() => void navigate({ search: (old) => ({ ...old, name: undefined }) })}
        >
          <X />
        </IconButton>
      }
    >
      {found.isPending ? <Skeleton className="h-40 w-full" /> : null}
      {found.isError ? (
        <ErrorMessage
          title="The event could not be loaded"
          error={found.error}
          onRetry={() => void found.refetch()}
        />
      ) : null}
      {found.data ? <Body detail={found.data} /> : null}
    </Card>
  );
}

function Body({ detail }: { detail: Detail }) {
  return (
    <>
      <p className="mb-3 text-ink-muted">
        <SessionsNumber more={{ event: detail.name }}>
          {formatPlural(detail.count, "time")}
        </SessionsNumber>{" "}
        in{" "}
        <SessionsNumber more={{ event: detail.name }}>
          {formatPlural(detail.sessions, "session")}
        </SessionsNumber>{" "}
        of {formatPlural(detail.visitors, "visitor")}
      </p>
      <div className="grid gap-x-6 gap-y-4 lg:grid-cols-2 xl:grid-cols-3">
        {detail.properties.map((property) => (
          <section key={property.name} className="min-w-0">
            <h3 className="mb-1 font-mono text-ink-muted text-xs">{property.name}</h3>
            <LinkedBars
              rows={property.values.map(({ value, count }) => ({
                key: value,
                label: <span className="truncate font-mono text-xs">{value}</span>,
                value: count,
                more: withProperty(detail.name, property.name, value),
              }))}
              empty="No values."
            />
          </section>
        ))}
        <Moments detail={detail} />
      </div>
    </>
  );
}

function Moments({ detail }: { detail: Detail }) {
  const { settings } = useProject();
  return (
    <section className="min-w-0">
      <h3 className="mb-1 text-ink-muted text-xs">
        The latest{detail.count > SHOWN ? `, of ${formatCount(detail.count)}` : ""}
      </h3>
      <ol>
        {detail.moments.slice(0, SHOWN).map(({ sessionId, tabId, at, pageURL }) => (
          <li key={`${sessionId}.${at}`} className="flex h-8 items-center gap-2">
            <MomentLink sessionId={sessionId} tabId={tabId} at={at} label="Replay of this moment" />
            <span className="min-w-0 flex-1 truncate">{formatPage(pageURL)}</span>
            <span className="text-ink-faint text-xs">
              <When at={at} timeZone={settings.timeZone} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
