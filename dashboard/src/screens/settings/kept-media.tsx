import type { ProjectSettings } from "../../api";
import { FormError } from "../../components/form";
import { hasRole, useProject } from "../../project";
import { CaptureSwitch } from "./capture-switch";
import { Section } from "./section";
import { useChangeProject } from "./use-change";

type Capture = NonNullable<ProjectSettings["capture"]>;

const KINDS = [
  {
    key: "images",
    label: "Keep pictures of your pages",
    note: "Pictures from the site's own address, as the visitor's browser has them, up to 512 KB each. Beware: behind a login they may show people, documents or invoices. Whoever may watch replays sees them too.",
  },
  {
    key: "fonts",
    label: "Keep fonts of your pages",
    note: "Font files from the site's own address, so that text and icons look the same in a replay. Check that their licences allow a copy.",
  },
] as const;

/** Whether pictures and fonts are stored with recordings; a replay shows grey boxes otherwise. */
export function KeptMedia() {
  const project = useProject();
  const change = useChangeProject();
  const { capture } = project.settings;
  const isLocked = !hasRole(project, "admin") || change.isPending;
  const set = (key: keyof Capture, isOn: boolean) =>
    change.mutate({
      settings: { ...project.settings, capture: { ...capture, [key]: isOn } as Capture },
    });
  return (
    <Section
      title="Pictures and fonts"
      note="Off: a replay shows grey boxes and fonts of this computer. The server never fetches anything itself: the visitor's browser sends what it has already loaded, each file once. A policy of your site needs connect-src 'self' for it. The strict mode keeps no pictures."
    >
      <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface">
        {KINDS.map(({ key, label, note }) => (
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
    </Section>
  );
}
