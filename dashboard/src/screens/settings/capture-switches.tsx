import { Switch } from "radix-ui";
import { useId } from "react";
import type { ProjectSettings } from "../../api";
import { FormError } from "../../components/form";
import { hasRole, useProject } from "../../project";
import { useChangeProject } from "./use-change";

type Capture = NonNullable<ProjectSettings["capture"]>;

/** One kind of things that can be captured: what it is, and what it means to want it. */
export interface CaptureKind {
  key: keyof Capture;
  label: string;
  note: string;
}

/** Kinds that can be captured, each with its switch; a change counts at once. */
export function CaptureSwitches({ kinds }: { kinds: readonly CaptureKind[] }) {
  const project = useProject();
  const change = useChangeProject();
  const { capture } = project.settings;
  const isLocked = !hasRole(project, "admin") || change.isPending;
  const set = (key: keyof Capture, isOn: boolean) =>
    change.mutate({
      settings: { ...project.settings, capture: { ...capture, [key]: isOn } as Capture },
    });
  return (
    <>
      <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface">
        {kinds.map(({ key, label, note }) => (
          <CaptureSwitch
            key={key}
            label={label}
            note={note}
            isOn={capture?.[key] === true}
            isLocked={isLocked}
            onChange={(isOn) => set(key, isOn)}
          />
        ))}
      </ul>
      <FormError error={change.error} />
    </>
  );
}

function CaptureSwitch({
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
