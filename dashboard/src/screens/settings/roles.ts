import type { Role } from "../../api";
import type { Choice } from "../../components/select";

/** What each role may do, in words; the strongest first. */
const ROLES: readonly (Choice<Role> & { note: string })[] = [
  { value: "owner", label: "Owner", note: "Everything, also making and removing owners" },
  { value: "admin", label: "Admin", note: "Settings, members, tokens and the audit log" },
  { value: "analyst", label: "Analyst", note: "Watches recordings and saves what is found" },
  { value: "viewer", label: "Viewer", note: "Watches recordings" },
];

/** The roles that someone with a role may give: an admin makes no owners. */
export function rolesToGive(own: Role): readonly Choice<Role>[] {
  return own === "owner" ? ROLES : ROLES.filter((role) => role.value !== "owner");
}
