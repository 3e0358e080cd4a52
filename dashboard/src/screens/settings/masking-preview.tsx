import type { ProjectSettings } from "../../api";
import { cn } from "../../components/class-names";

/** Hide a text but keep its shape, as the recorder does. */
export function masked(text: string): string {
  return text.replace(/\S/g, "•");
}

/** A card of a made-up shop, as a recording shows it in each mode. */
export function MaskingPreview({ mode }: { mode: ProjectSettings["privacyMode"] }) {
  const isStrict = mode === "strict";
  const text = (plain: string) => (isStrict ? masked(plain) : plain);
  return (
    <figure className="flex max-w-md flex-col gap-2">
      <figcaption className="text-ink-muted">What a recording shows</figcaption>
      <div className="flex gap-4 rounded-lg border border-line bg-surface p-4">
        <div
          className={cn(
            "size-16 shrink-0 rounded-md",
            isStrict ? "border border-line-strong border-dashed" : "bg-pulse-tint",
          )}
        />
        <div className="flex min-w-0 flex-col gap-1">
          <p className="font-medium">{text("Your order is on its way")}</p>
          <p>{text("Coffee beans, 2 bags")}</p>
          <p>
            {mode === "custom"
              ? masked("Ada Lovelace, 12 Pier Road")
              : text("Ada Lovelace, 12 Pier Road")}
            {mode === "custom" ? (
              <code className="ml-2 text-ink-faint text-xs">.address</code>
            ) : null}
          </p>
          <p>
            {text("Mail:")} {text("•••@•••••••.•••")}
          </p>
          <p className="rounded border border-line px-2 py-0.5">••••••••</p>
        </div>
      </div>
    </figure>
  );
}
