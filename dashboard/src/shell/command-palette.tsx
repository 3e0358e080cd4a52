import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Command } from "cmdk";
import { Globe, type LucideIcon, MonitorPlay, UserSearch } from "lucide-react";
import { type ReactNode, useDeferredValue, useState } from "react";
import { Key } from "../components/key";
import { shortVisitor, VisitorShape } from "../components/visitor";
import { When } from "../components/when";
import { formatPage } from "../format";
import { hasRole, useMe, useProject } from "../project";
import { readSearch, searchQuery } from "../screens/sessions/search";
import { SETTINGS } from "../screens/settings/sections";
import { setTheme } from "../theme";
import { SCREENS } from "./navigation";
import { THEME_CHOICES } from "./user-menu";

/** Reach everything by typing: screens, settings, projects, sessions, visitors, the theme. */
export function CommandPalette({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const [text, setText] = useState("");
  const close = () => {
    onOpenChange(false);
    setText("");
  };
  return (
    <Command.Dialog
      open={open}
      onOpenChange={(next) => (next ? onOpenChange(true) : close())}
      label="Search"
      filter={hasEveryWord}
      overlayClassName="fixed inset-0 z-40 bg-[oklch(0.15_0.02_235/0.45)]"
      contentClassName="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-24px)] max-w-xl -translate-x-1/2 overflow-hidden rounded-lg bg-raised shadow-popover"
    >
      <Command.Input
        value={text}
        onValueChange={setText}
        placeholder="Go to a screen, find a session or page"
        className="h-12 w-full border-line border-b bg-transparent px-4 text-base outline-none placeholder:text-ink-faint sm:text-sm"
      />
      <Command.List className="max-h-[min(420px,60vh)] overflow-auto p-2">
        <Command.Empty className="px-3 py-8 text-center text-ink-muted">
          Nothing found.
        </Command.Empty>
        <SessionGroup text={text} onPick={close} />
        <ScreenGroup onPick={close} />
        <ProjectGroup onPick={close} />
        <ThemeGroup onPick={close} />
      </Command.List>
    </Command.Dialog>
  );
}

/** Whether an item holds all words that were typed: looser matching finds “Theme” for “mem”. */
function hasEveryWord(item: string, typed: string): number {
  const words = typed.toLowerCase().split(/\s+/);
  return words.every((word) => item.toLowerCase().includes(word)) ? 1 : 0;
}

const HEADING =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-muted";

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group heading={heading} className={HEADING}>
      {children}
    </Command.Group>
  );
}

function Item({
  icon: Icon,
  value,
  keys,
  onPick,
  children,
}: {
  icon?: LucideIcon;
  value: string;
  keys?: string;
  onPick: () => void;
  children: ReactNode;
}) {
  return (
    <Command.Item
      value={value}
      onSelect={onPick}
      className="flex h-9 cursor-default items-center gap-2.5 rounded-md px-2 data-[selected=true]:bg-hover"
    >
      {Icon ? <Icon className="size-4 shrink-0 text-ink-faint" aria-hidden="true" /> : null}
      {children}
      {keys ? (
        <span className="ml-auto flex gap-1">
          {keys.split(" ").map((key) => (
            <Key key={key}>{key}</Key>
          ))}
        </span>
      ) : null}
    </Command.Item>
  );
}

function ScreenGroup({ onPick }: { onPick: () => void }) {
  const project = useProject();
  const params = { projectId: project.projectId };
  const navigate = useNavigate();
  const go = (to: (typeof SCREENS)[number]["to"] | (typeof SETTINGS)[number]["to"]) => {
    onPick();
    void navigate({ to, params });
  };
  return (
    <Group heading="Go to">
      {SCREENS.map(({ to, label, icon, keys }) => (
        <Item key={to} icon={icon} value={label} keys={keys} onPick={() => go(to)}>
          {label}
        </Item>
      ))}
      {SETTINGS.filter(({ least }) => hasRole(project, least)).map(({ to, label, icon }) => (
        <Item key={to} icon={icon} value={`Settings ${label}`} onPick={() => go(to)}>
          Settings: {label}
        </Item>
      ))}
    </Group>
  );
}

function ProjectGroup({ onPick }: { onPick: () => void }) {
  const { projects } = useMe();
  const navigate = useNavigate();
  if (projects.length < 2) return null;
  return (
    <Group heading="Projects">
      {projects.map(({ projectId, name }) => (
        <Item
          key={projectId}
          icon={Globe}
          value={`Project ${name} ${projectId}`}
          onPick={() => {
            onPick();
            void navigate({ to: "/p/$projectId", params: { projectId } });
          }}
        >
          {name}
        </Item>
      ))}
    </Group>
  );
}

function ThemeGroup({ onPick }: { onPick: () => void }) {
  return (
    <Group heading="Theme">
      {THEME_CHOICES.map(({ theme, label, icon }) => (
        <Item
          key={theme}
          icon={icon}
          value={`Theme ${label}`}
          onPick={() => {
            setTheme(theme);
            onPick();
          }}
        >
          {label}
        </Item>
      ))}
    </Group>
  );
}

/** Sessions by what was typed. The items match by themselves: the server has done the search. */
function SessionGroup({ text, onPick }: { text: string; onPick: () => void }) {
  const project = useProject();
  const params = { projectId: project.projectId };
  const navigate = useNavigate();
  const typed = readSearch(useDeferredValue(text));
  const { data } = useQuery(searchQuery(project.projectId, typed));
  if (!typed) return null;
  const open = (sessionId: string) => {
    onPick();
    void navigate({ to: "/p/$projectId/sessions/$sessionId", params: { ...params, sessionId } });
  };
  return (
    <Group heading="Sessions">
      {typed.kind === "visitor" ? (
        <Item
          icon={UserSearch}
          value={`${text} all sessions of this visitor`}
          onPick={() => {
            onPick();
            const search = { visitorId: typed.text, range: "all" as const };
            void navigate({ to: "/p/$projectId/sessions", params, search });
          }}
        >
          All sessions of visitor {typed.text}
        </Item>
      ) : null}
      {typed.kind === "session" ? (
        <Item icon={MonitorPlay} value={`${text} open`} onPick={() => open(typed.text)}>
          Replay session {typed.text}
        </Item>
      ) : null}
      {data?.sessions.map((session) => (
        <Item
          key={session.sessionId}
          value={`${text} ${session.sessionId}`}
          onPick={() => open(session.sessionId)}
        >
          <VisitorShape id={session.visitorId || session.sessionId} />
          <span className="font-mono text-xs">{shortVisitor(session.visitorId)}</span>
          <span className="min-w-0 flex-1 truncate text-ink-muted">
            {formatPage(session.entryPageURL)} → {formatPage(session.exitPageURL)}
          </span>
          <span className="text-ink-faint text-xs">
            <When at={session.startedAt} timeZone={project.settings.timeZone} />
          </span>
        </Item>
      ))}
    </Group>
  );
}
