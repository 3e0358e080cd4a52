import {
  CircleUserRound,
  Code,
  Eraser,
  EyeOff,
  HardDrive,
  KeyRound,
  type LucideIcon,
  Mail,
  Radar,
  Radio,
  ScrollText,
  Send,
  SlidersHorizontal,
  UserRoundX,
  Users,
  Video,
} from "lucide-react";
import type { Role } from "../../api";

/** The parts of Settings, and the least role that the server lets in. */
export const SETTINGS = [
  { to: "/p/$projectId/settings/install", label: "Install", icon: Code, least: "viewer" },
  {
    to: "/p/$projectId/settings/project",
    label: "Project",
    icon: SlidersHorizontal,
    least: "viewer",
  },
  { to: "/p/$projectId/settings/recording", label: "Recording", icon: Video, least: "viewer" },
  { to: "/p/$projectId/settings/capture", label: "Capture", icon: Radar, least: "viewer" },
  {
    to: "/p/$projectId/settings/own-traffic",
    label: "Own traffic",
    icon: UserRoundX,
    least: "viewer",
  },
  { to: "/p/$projectId/settings/live", label: "Live", icon: Radio, least: "viewer" },
  { to: "/p/$projectId/settings/privacy", label: "Privacy", icon: EyeOff, least: "viewer" },
  {
    to: "/p/$projectId/settings/requests",
    label: "Data requests",
    icon: Eraser,
    least: "viewer",
  },
  { to: "/p/$projectId/settings/data", label: "Data", icon: HardDrive, least: "viewer" },
  { to: "/p/$projectId/settings/digest", label: "Weekly digest", icon: Mail, least: "viewer" },
  { to: "/p/$projectId/settings/members", label: "Members", icon: Users, least: "admin" },
  { to: "/p/$projectId/settings/shares", label: "Share links", icon: Send, least: "analyst" },
  { to: "/p/$projectId/settings/tokens", label: "API tokens", icon: KeyRound, least: "admin" },
  { to: "/p/$projectId/settings/audit", label: "Audit log", icon: ScrollText, least: "admin" },
  {
    to: "/p/$projectId/settings/account",
    label: "Your account",
    icon: CircleUserRound,
    least: "viewer",
  },
] as const satisfies readonly { to: string; label: string; icon: LucideIcon; least: Role }[];
