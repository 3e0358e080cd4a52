import type { paths } from "@pagepulse/contract";
import { Download } from "lucide-react";
import { addressOf } from "../api";
import { IconButton } from "../components/button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "../components/menu";
import { type Question, useQuestion } from "./question";

type Export = paths["/api/analytics/export/{table}"]["get"]["parameters"];

/** Take a table along, as a file, with the filters of the address. */
export function DownloadMenu({
  table,
  label,
  more = {},
  size = "icon",
}: {
  table: Export["path"]["table"];
  /** What is downloaded, for those who cannot see the arrow. */
  label: string;
  /** What the table's call takes beside the question. */
  more?: Omit<NonNullable<Export["query"]>, keyof Question | "format" | "limit">;
  size?: "icon" | "icon-small";
}) {
  const question = useQuestion();
  const address = (format: "csv" | "json") =>
    addressOf(`/api/analytics/export/${table}`, { ...question, ...more, format });
  return (
    <Menu>
      <MenuTrigger asChild>
        <IconButton label={label} size={size} look={size === "icon" ? "outline" : "ghost"}>
          <Download className="text-ink-faint" />
        </IconButton>
      </MenuTrigger>
      <MenuContent align="end">
        <MenuItem asChild>
          <a href={address("csv")} download>
            For a spreadsheet (CSV)
          </a>
        </MenuItem>
        <MenuItem asChild>
          <a href={address("json")} download>
            For a program (JSON)
          </a>
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
