import { AppWindow } from "lucide-react";
import { Button } from "../../components/button";
import {
  Menu,
  MenuContent,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuTrigger,
} from "../../components/menu";
import { useStore } from "../../store";
import type { Controller } from "./controller";
import type { SessionDetail, Tab } from "./recording";
import { pageAt } from "./timeline";

/** The value that stands for "whichever tab the visitor looked at". */
const ACTIVE = "active";

/** Chooses between the browser tabs of a session; nothing when there was only one. */
export function TabSwitcher({
  controller,
  detail,
  isFollowing,
  onChoose,
}: {
  controller: Controller;
  detail: SessionDetail;
  isFollowing: boolean;
  /** A tab's id, or null for the one that the visitor looked at. */
  onChoose: (tabId: string | null) => void;
}) {
  const current = useStore(controller.state, (state) => state.tabId);
  const tabs = detail.tabs.filter((tab) => tab.fullSnapshots.length > 0);
  if (tabs.length < 2) return null;
  const number = tabs.findIndex((tab) => tab.tabId === current) + 1;
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button
          look="ghost"
          size="small"
          aria-label={`Browser tab: Tab ${number} of ${tabs.length}`}
        >
          <AppWindow aria-hidden="true" />
          Tab {number} of {tabs.length}
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        <MenuLabel>Browser tabs of this session</MenuLabel>
        <MenuRadioGroup
          value={isFollowing ? ACTIVE : current}
          onValueChange={(value) => onChoose(value === ACTIVE ? null : value)}
        >
          <MenuRadioItem value={ACTIVE}>The one the visitor looked at</MenuRadioItem>
          {tabs.map((tab, index) => (
            <MenuRadioItem key={tab.tabId} value={tab.tabId} className="max-w-80">
              <span className="truncate">
                Tab {index + 1}: {nameOf(detail, tab)}
              </span>
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
      </MenuContent>
    </Menu>
  );
}

function nameOf(detail: SessionDetail, tab: Tab): string {
  const page = pageAt(detail.pages, tab.tabId, tab.firstAt);
  return page ? page.title || page.path : "unknown page";
}
