import {
  Clock,
  Compass,
  FileText,
  Footprints,
  Globe,
  Languages,
  ListVideo,
  LogIn,
  LogOut,
  type LucideIcon,
  Megaphone,
  Monitor,
  MonitorCog,
  MousePointerClick,
  Radio,
  Ruler,
  Signpost,
  Target,
  TriangleAlert,
  UserPlus,
  UserRound,
  Video,
  VideoOff,
  Waypoints,
} from "lucide-react";
import { deviceLabel } from "../components/device";
import { shortVisitor } from "../components/visitor";
import { countryName, formatPage, formatPlural, languageName } from "../format";
import { goalWords } from "../goals/goal-text";
import { shortRun } from "../live/run-id";
import { reasonLabel } from "../screens/capture-reason";
import { type ChoiceFilter, type Filters, UNKNOWN, type VisitorType } from "./filters";
import { happeningWords } from "./happenings";

/** Everything but the range that can be filtered by, in the order of the menu. */
export const DIMENSIONS = [
  { name: "pageURL", label: "Page", icon: FileText },
  { name: "device", label: "Device", icon: Monitor },
  { name: "browser", label: "Browser", icon: Compass },
  { name: "os", label: "System", icon: MonitorCog },
  { name: "country", label: "Country", icon: Globe },
  { name: "language", label: "Language", icon: Languages },
  { name: "screen", label: "Screen", icon: Ruler },
  { name: "channel", label: "Channel", icon: Waypoints },
  { name: "source", label: "Source", icon: Signpost },
  { name: "utmMedium", label: "Campaign medium", icon: Megaphone },
  { name: "utmCampaign", label: "Campaign", icon: Megaphone },
  { name: "entryPage", label: "Entry page", icon: LogIn },
  { name: "exitPage", label: "Exit page", icon: LogOut },
  { name: "event", label: "Event", icon: MousePointerClick },
  { name: "visitorType", label: "Kind of visitor", icon: UserPlus },
  { name: "goal", label: "Goal", icon: Target },
  { name: "happened", label: "What happened", icon: Footprints },
  { name: "visitorId", label: "Visitor", icon: UserRound },
  { name: "sessionIds", label: "Chosen sessions", icon: ListVideo },
  { name: "recordingId", label: "Live run", icon: Radio },
  { name: "minDuration", label: "Duration", icon: Clock },
  { name: "hasErrors", label: "Errors", icon: TriangleAlert },
  { name: "hasRecording", label: "Recording", icon: Video },
  { name: "captureReason", label: "Why recorded or not", icon: VideoOff },
] as const satisfies readonly { name: keyof Filters; label: string; icon: LucideIcon }[];

export type Dimension = (typeof DIMENSIONS)[number];

/** Least durations to choose from, with their words. */
export const DURATIONS = [
  { ms: 10_000, label: "10 seconds or more" },
  { ms: 30_000, label: "30 seconds or more" },
  { ms: 60_000, label: "1 minute or more" },
  { ms: 300_000, label: "5 minutes or more" },
  { ms: 900_000, label: "15 minutes or more" },
] as const;

/** With a recording, or without one. */
export const RECORDINGS = [
  { value: true, label: "recorded" },
  { value: false, label: "not recorded" },
] as const;

/** The words for channels. */
const CHANNEL_LABELS: Record<string, string> = {
  "paid-search": "Paid search",
  "paid-social": "Paid social",
  display: "Display ads",
  "paid-other": "Other paid",
  "ai-assistant": "AI assistants",
  email: "Email",
  affiliate: "Affiliates",
  search: "Search",
  social: "Social",
  video: "Video",
  referral: "Referral",
  direct: "Direct",
};

export const VISITOR_TYPE_LABELS: Record<VisitorType, string> = {
  new: "new",
  returning: "returning",
  own: "our own team",
};

/** The words for one value of a filter with choices. */
export function choiceLabel(name: ChoiceFilter, value: string): string {
  if (value === UNKNOWN || value === "") return "unknown";
  if (name === "device") return deviceLabel(value);
  if (name === "country") return countryName(value) ?? value;
  if (name === "captureReason") return reasonLabel(value);
  if (name === "channel") return CHANNEL_LABELS[value] ?? value;
  if (name === "language") return languageName(value);
  if (name === "entryPage" || name === "exitPage") return formatPage(value);
  return value;
}

function durationLabel(ms: number): string {
  return (
    DURATIONS.find((duration) => duration.ms === ms)?.label ?? `${Math.round(ms / 1000)} s or more`
  );
}

/** What a chip says after its label; null when the filter is not set. */
export function chipValue(filters: Filters, dimension: Dimension["name"]): string | null {
  switch (dimension) {
    case "pageURL":
      return filters.pageURL === undefined ? null : describePage(filters.pageURL);
    case "visitorId":
      return filters.visitorId === undefined ? null : shortVisitor(filters.visitorId);
    case "event":
      return filters.event ?? null;
    case "visitorType":
      return filters.visitorType === undefined ? null : VISITOR_TYPE_LABELS[filters.visitorType];
    case "goal":
      return filters.goal?.map(goalWords).join(" and ") ?? null;
    case "happened":
      return filters.happened === undefined ? null : happeningWords(filters.happened);
    case "sessionIds":
      return filters.sessionIds === undefined
        ? null
        : formatPlural(filters.sessionIds.split(",").length, "session");
    case "recordingId":
      return filters.recordingId === undefined ? null : shortRun(filters.recordingId);
    case "minDuration":
      return filters.minDuration === undefined ? null : durationLabel(filters.minDuration);
    case "hasErrors":
      return filters.hasErrors ? "with errors" : null;
    case "hasRecording":
      return RECORDINGS.find(({ value }) => value === filters.hasRecording)?.label ?? null;
    default:
      return filters[dimension]?.map((value) => choiceLabel(dimension, value)).join(" or ") ?? null;
  }
}

function describePage(pattern: string): string {
  return pattern.includes("*") || pattern.startsWith("/") ? pattern : formatPage(pattern);
}
