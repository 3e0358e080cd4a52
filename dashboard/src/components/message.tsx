import { CircleAlert, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { describeError } from "../errors";
import { Button } from "./button";

/** What stands where content would be: says what is the case and what to do next. */
export function Message({
  icon: Icon,
  title,
  children,
  actions,
}: {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="mx-auto flex max-w-xl flex-col items-center gap-3 px-4 py-16 text-center">
      <span className="flex size-10 items-center justify-center rounded-lg border border-line bg-surface text-ink-muted">
        <Icon className="size-5" aria-hidden="true" />
      </span>
      <h2 className="font-semibold text-base">{title}</h2>
      {children ? <div className="w-full text-ink-muted">{children}</div> : null}
      {actions ? <div className="mt-1 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}

/** A failed request, in the server's own words, with a way to try again. */
export function ErrorMessage({
  title,
  error,
  onRetry,
}: {
  title: string;
  error: unknown;
  onRetry: () => void;
}) {
  return (
    <div role="alert">
      <Message
        icon={CircleAlert}
        title={title}
        actions={<Button onClick={onRetry}>Try again</Button>}
      >
        {describeError(error)}
      </Message>
    </div>
  );
}
