import type { ProjectSettings } from "../../api";
import { FormError } from "../../components/form";
import { hasRole, useProject } from "../../project";
import { SettingSwitch } from "./setting-switch";
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
          <SettingSwitch
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
