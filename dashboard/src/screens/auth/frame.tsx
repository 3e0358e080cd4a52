import type { ReactNode } from "react";
import { Logo } from "../../shell/logo";
import { useTitle } from "../../shell/use-title";

/** The frame of the screens before the dashboard. */
export function AuthFrame({
  title,
  note,
  children,
}: {
  title: string;
  note?: ReactNode;
  children?: ReactNode;
}) {
  useTitle(title);
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-8 px-4 py-10">
      <Logo />
      <section className="w-full max-w-sm rounded-lg border border-line bg-surface p-6">
        <h1 className="font-semibold text-lg">{title}</h1>
        {note ? <div className="mt-1.5 text-ink-muted">{note}</div> : null}
        {children ? <div className="mt-5">{children}</div> : null}
      </section>
    </main>
  );
}
