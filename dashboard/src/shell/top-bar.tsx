import { Menu as MenuIcon, Share2 } from "lucide-react";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { IconButton } from "../components/button";
import { copyText } from "../components/copy";
import { useNow } from "../components/when";
import { formatAgo } from "../format";
import { useShell } from "./shell-context";

/** The bar over a screen: its title, what filters it, how fresh it is, and its link. */
export function TopBar({
  title,
  back,
  children,
  updatedAt,
  isFailing = false,
}: {
  title: ReactNode;
  /** A link to where this screen was opened from. */
  back?: ReactNode;
  /** The filter bar, or other controls of the whole screen. */
  children?: ReactNode;
  /** When the data shown was fetched, Unix ms; missing where data does not change by itself. */
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
        {updatedAt ? <Freshness at={updatedAt} isFailing={isFailing} /> : null}
        <ShareButton />
      </div>
    </header>
  );
}

/** After this time without fresh data the screen no longer calls itself live. */
const STALE_MS = 20_000;

function Freshness({ at, isFailing }: { at: number; isFailing: boolean }) {
  const now = useNow();
  const isStale = isFailing || now - at > STALE_MS;
  return (
    <span
      role="status"
      className="flex items-center gap-2 whitespace-nowrap px-2 text-ink-muted text-xs"
    >
      <span
        aria-hidden="true"
        className={`size-1.5 rounded-full ${isStale ? "bg-attention" : "bg-good"}`}
      />
      {isStale ? `updated ${formatAgo(at, Math.max(now, at))}` : "up to date"}
    </span>
  );
}

async function share() {
  if (await copyText(window.location.href)) {
    toast("Link copied. It opens this view with its filters, for everyone of the project.");
  }
}

function ShareButton() {
  return (
    <IconButton label="Copy a link to this view" onClick={share}>
      <Share2 />
    </IconButton>
  );
}
