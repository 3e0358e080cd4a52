import type { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "../../components/button";
import { cn } from "../../components/class-names";
import { Input } from "../../components/input";
import { ErrorMessage } from "../../components/message";
import { Skeleton } from "../../components/skeleton";
import { formatCount } from "../../format";
import { useProject } from "../../project";

/** A choice of what a list shows, with how many there are. */
export interface Chip<K extends string> {
  key: K;
  label: string;
  count: number;
}

/** Chips that choose one kind of rows, and a text that rows must hold. */
export function RowFilter<K extends string>({
  chips,
  chosen,
  onChoose,
  text,
  onText,
  label,
}: {
  chips: readonly Chip<K>[];
  chosen: K;
  onChoose: (key: K) => void;
  text: string;
  onText: (text: string) => void;
  /** What the field for the text is called. */
  label: string;
}) {
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-1 p-2">
      {chips.map(({ key, label: name, count }) => (
        <button
          key={key}
          type="button"
          aria-pressed={key === chosen}
          onClick={() => onChoose(key)}
          className={cn(
            "h-6 rounded-full border border-line px-2 text-ink-muted text-xs transition-colors hover:bg-hover",
            key === chosen && "border-transparent bg-pulse-tint text-pulse hover:bg-pulse-tint",
          )}
        >
          {name} <span className="tabular-nums opacity-75">{formatCount(count)}</span>
        </button>
      ))}
      <Input
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => onText(event.target.value)}
        className="h-7 w-auto min-w-28 flex-1 px-2 text-xs"
      />
    </div>
  );
}

/** All about the chosen row, below the list. */
export function Chosen({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  return (
    <section
      aria-label="Chosen"
      className="relative max-h-[40%] shrink-0 overflow-auto border-line border-t bg-sunken p-3 pr-10"
    >
      {children}
      <span className="absolute top-1 right-1">
        <IconButton label="Close" size="icon-small" onClick={onClose}>
          <X />
        </IconButton>
      </span>
    </section>
  );
}

/** The rows of a query; while they come, when they fail, and when there are none. */
export function Signals<T>({
  query,
  what,
  nothing,
  children,
}: {
  query: Pick<ReturnType<typeof useQuery<T[]>>, "data" | "error" | "refetch">;
  /** `console messages`, `requests`. */
  what: string;
  /** Stands there when there are none. */
  nothing: ReactNode;
  children: (rows: T[]) => ReactNode;
}) {
  const { data, error } = query;
  if (data && data.length > 0) return children(data);
  if (data) return nothing;
  if (error) {
    return (
      <ErrorMessage
        title={`The ${what} could not be read`}
        error={error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  return (
    <div className="flex flex-col gap-2 p-3" aria-busy="true">
      <Skeleton className="h-6" />
      <Skeleton className="h-6" />
      <Skeleton className="h-6" />
    </div>
  );
}

/** Why there are none, for who can change that; `isCaptured`: whether the project captures them now. */
export function NoneCaptured({ what, isCaptured }: { what: string; isCaptured: boolean }) {
  const { projectId } = useProject();
  return (
    <div className="flex flex-col items-center gap-3 p-6 text-center text-ink-muted">
      {isCaptured ? (
        <p>
          The pages of this session told of no {what}. A session from before capture was switched
          on, or in the strict privacy mode, has none.
        </p>
      ) : (
        <p>
          This project does not capture {what}. Sessions that begin after it is switched on have
          them.
        </p>
      )}
      <Link
        to="/p/$projectId/settings/capture"
        params={{ projectId }}
        className="font-medium text-pulse hover:underline"
      >
        Settings › Capture
      </Link>
    </div>
  );
}
