import { Popover as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./class-names";

export const Popover = Radix.Root;
export const PopoverTrigger = Radix.Trigger;

export function PopoverContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        align="start"
        sideOffset={6}
        collisionPadding={8}
        className={cn(
          "z-60 max-w-[calc(100vw-16px)] animate-appear rounded-lg bg-raised shadow-popover outline-none",
          className,
        )}
        {...props}
      />
    </Radix.Portal>
  );
}
