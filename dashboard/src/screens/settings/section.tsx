import type { ReactNode } from "react";

/** One matter of a settings screen. */
export function Section({
  title,
  note,
  action,
  children,
}: {
  title: string;
  note?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="flex flex-col gap-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="max-w-prose">
          <h2 className="font-semibold text-base">{title}</h2>
          {note ? <p className="mt-1 text-ink-muted">{note}</p> : null}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
