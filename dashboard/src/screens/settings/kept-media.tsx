import { type CaptureKind, CaptureSwitches } from "./capture-switches";
import { Section } from "./section";

const KINDS: readonly CaptureKind[] = [
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
];

/** Whether pictures and fonts are stored with recordings; a replay shows grey boxes otherwise. */
export function KeptMedia() {
  return (
    <Section
      title="Pictures and fonts"
      note="Off: a replay shows grey boxes and fonts of this computer. The server never fetches anything itself: the visitor's browser sends what it has already loaded, each file once. A policy of your site needs connect-src 'self' for it. The strict mode keeps no pictures."
    >
      <CaptureSwitches kinds={KINDS} />
    </Section>
  );
}
