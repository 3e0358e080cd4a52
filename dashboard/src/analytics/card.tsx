import type { ReactNode } from "react";
import { cn } from "../components/class-names";

/** A part of a screen with numbers. */
export function Card({
  title,
  actions,
  children,
  className,
}: {
  title: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <section className={cn("min-w-0 rounded-lg border border-line bg-surface", className)}>
      <header className="flex min-h-11 flex-wrap items-center gap-x-2 px-3 py-1">
        <h2 className="font-medium">{title}</h2>
        <div className="ml-auto flex items-center gap-1">{actions}</div>
      </header>
      <div className="px-3 pb-3">{children}</div>
    </section>
  );
}
