import {
  Activity,
  Bell,
  Bug,
  ChartLine,
  FileText,
  Filter,
  Flame,
  Gauge,
  type LucideIcon,
  MonitorPlay,
  MonitorSmartphone,
  MousePointerClick,
  Radio,
  Route,
  ScanEye,
  Settings,
  Signpost,
  Target,
  Undo2,
} from "lucide-react";

/** The screens of a project, in the order of the rail and in its groups. */
export const SCREEN_GROUPS = [
  [
    { to: "/p/$projectId/overview", label: "Overview", icon: ChartLine, keys: "g o" },
    { to: "/p/$projectId/realtime", label: "Realtime", icon: Activity, keys: "g r" },
    { to: "/p/$projectId/live", label: "Live", icon: Radio, keys: "g l" },
  ],
  [
    { to: "/p/$projectId/sessions", label: "Sessions", icon: MonitorPlay, keys: "g s" },
    { to: "/p/$projectId/heatmaps", label: "Heatmaps", icon: Flame, keys: "g h" },
  ],
  [
    { to: "/p/$projectId/pages", label: "Pages", icon: FileText, keys: "g p" },
    { to: "/p/$projectId/sources", label: "Sources", icon: Signpost, keys: "g u" },
    { to: "/p/$projectId/devices", label: "Devices", icon: MonitorSmartphone, keys: "g d" },
  ],
  [
    { to: "/p/$projectId/events", label: "Events", icon: MousePointerClick, keys: "g e" },
    { to: "/p/$projectId/journeys", label: "Journeys", icon: Route, keys: "g j" },
    { to: "/p/$projectId/funnels", label: "Funnels", icon: Filter, keys: "g n" },
    { to: "/p/$projectId/goals", label: "Goals", icon: Target, keys: "g g" },
    { to: "/p/$projectId/retention", label: "Retention", icon: Undo2, keys: "g b" },
  ],
  [
    { to: "/p/$projectId/performance", label: "Performance", icon: Gauge, keys: "g f" },
    { to: "/p/$projectId/errors", label: "Errors", icon: Bug, keys: "g x" },
    { to: "/p/$projectId/capture", label: "Capture", icon: ScanEye, keys: "g c" },
    { to: "/p/$projectId/alerts", label: "Alerts", icon: Bell, keys: "g a" },
  ],
  [{ to: "/p/$projectId/settings", label: "Settings", icon: Settings, keys: "g t" }],
] as const satisfies readonly (readonly {
  to: string;
  label: string;
  icon: LucideIcon;
  keys: string;
}[])[];

export const SCREENS = SCREEN_GROUPS.flat();
