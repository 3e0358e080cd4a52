import { Switch } from "radix-ui";
import { useId } from "react";

/** Whether visitors see that they are recorded. */
export function BadgeChoice({
  isOn,
  onChange,
}: {
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-4">
      <div>
        <label htmlFor={id} className="font-medium">
          Badge at the visitor
        </label>
        <p id={`${id}-note`} className="text-ink-muted text-xs">
          A small sign in the page says that this visit is being recorded.
        </p>
      </div>
      <Switch.Root
        id={id}
        checked={isOn}
        onCheckedChange={onChange}
        aria-describedby={`${id}-note`}
        className="mt-0.5 h-5 w-9 shrink-0 rounded-full border border-line-strong bg-sunken transition-colors data-[state=checked]:border-transparent data-[state=checked]:bg-pulse"
      >
        <Switch.Thumb className="block size-4 translate-x-0.5 rounded-full bg-ink-faint transition-transform data-[state=checked]:translate-x-4 data-[state=checked]:bg-on-pulse" />
      </Switch.Root>
    </div>
  );
}
