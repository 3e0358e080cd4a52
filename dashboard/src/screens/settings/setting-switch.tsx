import { Switch } from "radix-ui";
import { useId } from "react";

/** One thing to switch on or off, in a list of such, with what it means to want it. */
export function SettingSwitch({
  label,
  note,
  isOn,
  isLocked,
  onChange,
}: {
  label: string;
  note: string;
  isOn: boolean;
  isLocked: boolean;
  onChange: (isOn: boolean) => void;
}) {
  const id = useId();
  return (
    <li className="flex items-start justify-between gap-6 p-4">
      <div className="max-w-prose">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        <p id={`${id}-note`} className="mt-0.5 text-ink-muted">
          {note}
        </p>
      </div>
      <Switch.Root
        id={id}
        checked={isOn}
        disabled={isLocked}
        onCheckedChange={onChange}
        aria-describedby={`${id}-note`}
        className="mt-0.5 h-5 w-9 shrink-0 rounded-full border border-line-strong bg-sunken transition-colors disabled:opacity-60 data-[state=checked]:border-transparent data-[state=checked]:bg-pulse"
      >
        <Switch.Thumb className="block size-4 translate-x-0.5 rounded-full bg-ink-faint transition-transform data-[state=checked]:translate-x-4 data-[state=checked]:bg-on-pulse" />
      </Switch.Root>
    </li>
  );
}
