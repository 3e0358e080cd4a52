import {
  Bug,
  ChartLine,
  FileText,
  Flame,
  Gauge,
  type LucideIcon,
  MonitorPlay,
  MousePointerClick,
  Radio,
  Route,
  Settings,
} from "lucide-react";

/** The screens of a project, in the order of the rail. */
export const SCREENS = [
  { to: "/p/$projectId/overview", label: "Overview", icon: ChartLine, keys: "g o" },
  { to: "/p/$projectId/live", label: "Live", icon: Radio, keys: "g l" },
  { to: "/p/$projectId/sessions", label: "Sessions", icon: MonitorPlay, keys: "g s" },
  { to: "/p/$projectId/heatmaps", label: "Heatmaps", icon: Flame, keys: "g h" },
  { to: "/p/$projectId/pages", label: "Pages", icon: FileText, keys: "g p" },
  { to: "/p/$projectId/performance", label: "Performance", icon: Gauge, keys: "g f" },
  { to: "/p/$projectId/events", label: "Events", icon: MousePointerClick, keys: "g e" },
  { to: "/p/$projectId/journeys", label: "Journeys", icon: Route, keys: "g j" },
  { to: "/p/$projectId/errors", label: "Errors", icon: Bug, keys: "g x" },
  { to: "/p/$projectId/settings", label: "Settings", icon: Settings, keys: "g t" },
] as const satisfies readonly { to: string; label: string; icon: LucideIcon; keys: string }[];
