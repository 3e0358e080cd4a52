import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./class-names";

const badgeLook = cva(
  "inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-full px-1.5 font-medium text-xs tabular-nums [&_svg]:size-3",
  {
    variants: {
      tone: {
        neutral: "bg-sunken text-ink-muted",
        pulse: "bg-pulse-tint text-pulse",
        live: "bg-live-tint text-live",
        attention: "bg-attention-tint text-attention",
        good: "bg-good-tint text-good",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

export function Badge({
  tone,
  className,
  ...props
}: ComponentProps<"span"> & VariantProps<typeof badgeLook>) {
  return <span className={cn(badgeLook({ tone }), className)} {...props} />;
}

/** The red dot that says "happening now"; the only thing on a screen that moves by itself. */
export function LiveDot({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "relative inline-block size-1.5 shrink-0 rounded-full bg-current text-live after:absolute after:inset-0 after:animate-pulse-ring after:rounded-full after:bg-current",
        className,
      )}
    />
  );
}

export function InProgressBadge() {
  return (
    <Badge tone="live">
      <LiveDot />
      In progress
    </Badge>
  );
}
