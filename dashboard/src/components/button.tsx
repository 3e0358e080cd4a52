import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./class-names";
import { Hint } from "./hint";

const buttonLook = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-lg font-medium text-sm transition-colors disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      look: {
        primary: "bg-pulse text-on-pulse not-disabled:hover:bg-pulse-strong",
        outline: "border border-line bg-surface text-ink not-disabled:hover:bg-hover",
        ghost: "text-ink-muted not-disabled:hover:bg-hover not-disabled:hover:text-ink",
        danger: "bg-live text-on-live not-disabled:hover:opacity-90",
        "danger-outline": "border border-line bg-surface text-live not-disabled:hover:bg-live-tint",
      },
      size: {
        small: "h-7 px-2 text-xs [&_svg]:size-3.5",
        normal: "h-8 px-3",
        large: "h-10 px-4",
        icon: "size-8",
        "icon-small": "size-7",
      },
    },
    defaultVariants: { look: "outline", size: "normal" },
  },
);

type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof buttonLook> & {
    /** Give the look to the child (a link) in place of a button. */
    asChild?: boolean;
  };

export function Button({ look, size, asChild, className, type, ...props }: ButtonProps) {
  const classes = cn(buttonLook({ look, size }), className);
  if (asChild) return <Slot.Root className={classes} {...props} />;
  return <button type={type ?? "button"} className={classes} {...props} />;
}

/** A button that is only an icon: its label is read out and shown on hover, with its key if any. */
export function IconButton({
  label,
  shortcut,
  look = "ghost",
  size = "icon",
  ...props
}: ButtonProps & { label: string; shortcut?: string }) {
  return (
    <Hint text={label} shortcut={shortcut}>
      <Button look={look} size={size} aria-label={label} {...props} />
    </Hint>
  );
}
