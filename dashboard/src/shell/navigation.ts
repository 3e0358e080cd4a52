import { ChartLine, Flame, type LucideIcon, MonitorPlay, Radio, Settings } from "lucide-react";

/** The screens of a project, in the order of the rail. */
export const SCREENS = [
  { to: "/p/$projectId/overview", label: "Overview", icon: ChartLine, keys: "g o" },
  { to: "/p/$projectId/live", label: "Live", icon: Radio, keys: "g l" },
  { to: "/p/$projectId/sessions", label: "Sessions", icon: MonitorPlay, keys: "g s" },
  { to: "/p/$projectId/heatmaps", label: "Heatmaps", icon: Flame, keys: "g h" },
  { to: "/p/$projectId/settings", label: "Settings", icon: Settings, keys: "g t" },
] as const satisfies readonly { to: string; label: string; icon: LucideIcon; keys: string }[];
