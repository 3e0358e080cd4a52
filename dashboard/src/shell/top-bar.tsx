import { Menu as MenuIcon, Share2 } from "lucide-react";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { IconButton } from "../components/button";
import { copyText } from "../components/copy";
import { Hint } from "../components/hint";
import { useNow } from "../components/when";
import { formatAgo } from "../format";
import type { ConnectionState } from "../live/connection";
import { useConnectionState } from "../live/live-context";
import { useShell } from "./shell-context";

/** The bar over a screen: its title, what filters it, how fresh it is, and its link. */
export function TopBar({
  title,
  back,
  children,
  action,
  updatedAt,
  isFailing = false,
}: {
  title: ReactNode;
  /** A link to where this screen was opened from. */
  back?: ReactNode;
  /** The filter bar, or other controls of the whole screen. */
  children?: ReactNode;
  /** A button about the whole screen; at its right, also where it is narrow. */
  action?: ReactNode;
  /** When the data shown was fetched, Unix ms; missing where it does not change, or comes by push. */
  updatedAt?: number | undefined;
  /** The last refresh failed: what is shown is getting old. */
  isFailing?: boolean;
}) {
  const { setDrawerOpen } = useShell();
  return (
    <header className="flex min-h-14 shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-line border-b bg-canvas px-3 py-2 sm:px-5">
      <IconButton
        label="Open the navigation"
        className="min-[900px]:hidden"
        onClick={() => setDrawerOpen(true)}
      >
        <MenuIcon />
      </IconButton>
      {back}
      <h1 className="min-w-0 truncate font-semibold text-base max-[899px]:flex-1">{title}</h1>
      {children ? (
        <div className="order-last w-full min-w-0 min-[900px]:order-none min-[900px]:w-auto min-[900px]:flex-1">
          {children}
        </div>
      ) : null}
      <div className="ml-auto flex items-center gap-1">
        <Freshness at={updatedAt} isFailing={isFailing} />
        {action}
        <CopyLink />
      </div>
    </header>
  );
}

const CONNECTIONS: Record<ConnectionState, { word: string; note: string }> = {
  connected: { word: "live", note: "The server tells of every change as it happens." },
  connecting: { word: "connecting", note: "Connecting with the server." },
  reconnecting: {
    word: "reconnecting",
    note: "The connection to the server is lost and being made again. Meanwhile this screen asks every 30 seconds.",
  },
  paused: { word: "paused", note: "Nobody has looked at this tab for a while." },
  closed: { word: "offline", note: "The connection to the server has ended." },
};

/** How fresh the screen is: by the connection, and by when its data was fetched. */
function Freshness({ at, isFailing }: { at: number | undefined; isFailing: boolean }) {
  const now = useNow();
  const connection = useConnectionState();
  const { word, note } = CONNECTIONS[connection];
  const isGood = connection === "connected" && !isFailing;
  const updated = at ? `updated ${formatAgo(at, Math.max(now, at))}` : "";
  const late = [isFailing ? "cannot refresh" : word, updated].filter(Boolean).join(", ");
  return (
    <Hint text={updated ? `${note} Shown here: ${updated}.` : note} side="bottom">
      <span
        role="status"
        data-connection={connection}
        className="flex items-center gap-2 whitespace-nowrap px-2 text-ink-muted text-xs"
      >
        <span
          aria-hidden="true"
          className={`size-1.5 rounded-full ${isGood ? "bg-good" : "bg-attention"}`}
        />
        {isGood ? word : late}
      </span>
    </Hint>
  );
}

async function copyLink() {
  if (await copyText(window.location.href)) {
    toast("Link copied. It opens this view with its filters, for everyone of the project.");
  }
}

function CopyLink() {
  return (
    <IconButton label="Copy a link to this view" onClick={copyLink}>
      <Share2 />
    </IconButton>
  );
}
