import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./class-names";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return (
    <input
      className={cn(
        "h-9 w-full min-w-0 rounded-lg border border-line-strong bg-surface px-3 text-ink text-sm transition-colors placeholder:text-ink-faint focus-visible:border-pulse focus-visible:outline-offset-0 disabled:opacity-60 aria-invalid:border-live",
        className,
      )}
      {...props}
    />
  );
}

/** What a form control needs to point at its label, its note and its error. */
type ControlIds = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
};

/** A label, the control that `children` draws, and a note or an error below it. */
export function Field({
  label,
  note,
  error,
  children,
}: {
  label: string;
  note?: ReactNode;
  error?: string | undefined;
  children: (ids: ControlIds) => ReactNode;
}) {
  const id = useId();
  const below = error ?? note;
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium text-ink text-sm">
        {label}
      </label>
      {children({
        id,
        "aria-describedby": below ? `${id}-note` : undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {below ? (
        <p id={`${id}-note`} className={cn("text-xs", error ? "text-live" : "text-ink-muted")}>
          {below}
        </p>
      ) : null}
    </div>
  );
}
