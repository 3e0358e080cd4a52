import type { ProjectSettings } from "../../api";
import { cn } from "../../components/class-names";
import { maskedSample, SAMPLE } from "./masking-sample";

interface MaskingPreviewProps {
  mode: ProjectSettings["privacyMode"];
  /** CSS selectors, as they are being typed. */
  masked: readonly string[];
  shown: readonly string[];
}

/** A card of a made-up shop, as a recording shows it with what is chosen. */
export function MaskingPreview({ mode, masked, shown }: MaskingPreviewProps) {
  const sample = maskedSample(mode, masked, shown);
  return (
    <figure className="flex max-w-md flex-col gap-2">
      <figcaption className="text-ink-muted">What a recording shows</figcaption>
      <div className="flex gap-4 rounded-lg border border-line bg-surface p-4">
        <div
          className={cn(
            "size-16 shrink-0 rounded-md",
            sample.hasPicture ? "bg-pulse-tint" : "border border-line-strong border-dashed",
          )}
        />
        <div className="flex min-w-0 flex-col gap-1">
          {SAMPLE.map(({ tag, className }, place) => (
            <p key={className} className={tag === "h2" ? "font-medium" : undefined}>
              {sample.texts[place]}
              {mode === "custom" ? (
                <code className="ml-2 text-ink-faint text-xs">.{className}</code>
              ) : null}
            </p>
          ))}
          <p className="rounded border border-line px-2 py-0.5">••••••••</p>
        </div>
      </div>
    </figure>
  );
}
