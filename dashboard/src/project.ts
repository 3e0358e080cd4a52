import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { meQuery } from "./account";
import type { Me, Project, Role } from "./api";

/** The login; only for screens behind it, where the router has loaded it. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error("useMe needs a login");
  return data;
}

/** The project of the address. */
export function useProject(): Project {
  const { projectId } = useParams({ from: "/p/$projectId" });
  const project = useMe().projects.find((one) => one.projectId === projectId);
  if (!project) throw new Error("The router lets only the user's own projects in");
  return project;
}

const RANK: Record<Role, number> = { viewer: 0, analyst: 1, admin: 2, owner: 3 };

/** Whether a project's role is at least this one. The server decides; this hides what it would refuse. */
export function hasRole(project: Project, least: Role): boolean {
  return project.role != null && RANK[project.role] >= RANK[least];
}
