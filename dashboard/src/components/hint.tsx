import { Tooltip } from "radix-ui";
import type { ReactNode } from "react";
import { Key } from "./key";

/** Text that appears on hover and focus; the child must be focusable for keyboard users to see it. */
export function Hint({
  text,
  shortcut,
  side = "top",
  children,
}: {
  text: ReactNode;
  shortcut?: string | undefined;
  side?: "top" | "right" | "bottom" | "left";
  children: ReactNode;
}) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-60 flex max-w-80 animate-appear items-center gap-2 rounded-md bg-raised px-2 py-1 text-ink text-xs shadow-popover"
        >
          {text}
          {shortcut ? <Key>{shortcut}</Key> : null}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
