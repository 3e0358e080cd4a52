import { useQuery } from "@tanstack/react-query";
import { Link2Off, LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";
import { Hint } from "../../components/hint";
import { ErrorMessage, Message } from "../../components/message";
import { ApiError } from "../../errors";
import { formatMinute, formatMoment } from "../../format";
import { Logo } from "../../shell/logo";
import { useTitle } from "../../shell/use-title";
import { useOneTimeToken } from "../auth/one-time-token";
import { hasEnded, type OpenedShare, openingQuery } from "./opening";
import { SharedMap } from "./shared-map";
import { SharedReplay } from "./shared-replay";

/** Days and times of whoever looks at it: what the project lives by is not told. */
const OWN_TIME_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What somebody without a login was sent a link to. */
export function SharedScreen() {
  const token = useOneTimeToken();
  const { data, error, refetch } = useQuery(openingQuery(token));
  useTitle(data?.kind === "heatmap" ? "Shared heatmap" : "Shared replay");
  if (data?.kind === "replay") {
    return (
      <Frame title="Shared replay" opened={data}>
        <SharedReplay key={data.sharePass} opened={data} ended={<Ended />} />
      </Frame>
    );
  }
  if (data?.heatmap) {
    return (
      <Frame title="Shared heatmap" opened={data}>
        <SharedMap
          key={data.sharePass}
          opened={data}
          map={data.heatmap}
          timeZone={OWN_TIME_ZONE}
          ended={<Ended />}
        />
      </Frame>
    );
  }
  return (
    <Frame title="Shared with you">
      {error ? <Refused error={error} onRetry={() => void refetch()} /> : <Opening />}
    </Frame>
  );
}

function Frame({
  title,
  opened,
  children,
}: {
  title: string;
  opened?: OpenedShare;
  children: ReactNode;
}) {
  return (
    <div className="flex h-dvh flex-col bg-canvas">
      <header className="flex min-h-12 shrink-0 items-center gap-3 border-line border-b px-3 sm:px-5">
        <Logo isNarrow />
        <h1 className="min-w-0 flex-1 truncate font-semibold text-base">{title}</h1>
        {opened ? (
          <Hint text={formatMoment(opened.expiresAt, OWN_TIME_ZONE)} side="bottom">
            <span className="whitespace-nowrap text-ink-muted text-xs tabular-nums">
              open until {formatMinute(opened.expiresAt, OWN_TIME_ZONE)}
            </span>
          </Hint>
        ) : null}
      </header>
      <main className="flex min-h-0 flex-1 flex-col">{children}</main>
    </div>
  );
}

function Opening() {
  return (
    <p role="status" className="m-auto flex items-center gap-2 text-ink-muted">
      <LoaderCircle className="size-4 animate-spin text-pulse" aria-hidden="true" />
      Opening the link
    </p>
  );
}

function Refused({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (error instanceof ApiError && error.code === "share_incomplete") {
    return (
      <Message icon={Link2Off} title="This link is not complete">
        Open the whole link that you were sent; a part of it is missing here.
      </Message>
    );
  }
  if (hasEnded(error)) return <Ended />;
  return <ErrorMessage title="The link could not be opened" error={error} onRetry={onRetry} />;
}

/** Stands for whatever is not shown any more; it looks the same as what never was. */
function Ended() {
  return (
    <Message icon={Link2Off} title="This link has ended">
      Ask who sent it for a new one.
    </Message>
  );
}
