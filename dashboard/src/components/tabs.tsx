import { Tabs as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./class-names";

export const Tabs = Radix.Root;
export const TabsContent = Radix.Content;

export function TabsList({ className, ...props }: ComponentProps<typeof Radix.List>) {
  return (
    <Radix.List
      className={cn("flex gap-1 overflow-x-auto border-line border-b px-2", className)}
      {...props}
    />
  );
}

export function TabsTrigger({ className, ...props }: ComponentProps<typeof Radix.Trigger>) {
  return (
    <Radix.Trigger
      className={cn(
        "-mb-px flex h-10 shrink-0 items-center gap-1.5 border-transparent border-b-2 px-2 font-medium text-ink-muted text-sm transition-colors hover:text-ink data-[state=active]:border-pulse data-[state=active]:text-ink",
        className,
      )}
      {...props}
    />
  );
}
