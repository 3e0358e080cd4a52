import { hasRole, useProject } from "../../project";
import { type CaptureKind, CaptureSwitches } from "./capture-switches";
import { Section } from "./section";

const KINDS: readonly CaptureKind[] = [
  {
    key: "interactions",
    label: "Clicks, rests and scrolling",
    note: "Each with the element it was on: what heatmaps are made of.",
  },
  {
    key: "console",
    label: "Console",
    note: "What the code of your pages logs, shortened, without e-mail addresses, tokens, card numbers and fields called password, token and the like. Off until you switch it on: code may log what a visitor typed. In the strict privacy mode nothing of it is sent.",
  },
  {
    key: "network",
    label: "Network",
    note: "Requests of your pages: method, address without query, status, duration, size. Never bodies, headers or cookies.",
  },
  {
    key: "vitals",
    label: "Web vitals",
    note: "How fast and steady a page was, with the path of the element behind each value.",
  },
  {
    key: "canvas",
    label: "Canvases",
    note: "Pictures of what the page draws itself, twice a second at most. Nothing inside of them is masked.",
  },
];

/** What is captured beside the page itself, each to be switched by itself. */
export function CaptureSettings() {
  const project = useProject();
  return (
    <Section
      title="What is captured"
      note="Pages follow within a minute; sessions that were recorded before stay as they are. Errors of scripts and page views always count."
    >
      <CaptureSwitches kinds={KINDS} />
      {hasRole(project, "admin") ? null : (
        <p className="text-ink-muted">Owners and admins of the project can change this.</p>
      )}
    </Section>
  );
}
