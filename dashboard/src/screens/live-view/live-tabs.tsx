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
import type { LiveVisitor } from "../../live/messages";
import { useStore } from "../../store";
import type { Follower } from "./follower";
import { namedTabs } from "./tabs";

/** The value that stands for "whichever tab the visitor looks at". */
const ACTIVE = "active";

/** Chooses between the visitor's browser tabs; nothing while there is only one. */
export function LiveTabs({
  follower,
  visitor,
  onChoose,
}: {
  follower: Follower;
  visitor: LiveVisitor | null;
  onChoose: (tabId: string | null) => void;
}) {
  const { tabId, tabs, chosenTab } = useStore(follower.state, (state) => state);
  if (tabs.length < 2) return null;
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button
          look="ghost"
          size="small"
          aria-label={`Browser tab: Tab ${tabs.indexOf(tabId) + 1} of ${tabs.length}`}
        >
          <AppWindow aria-hidden="true" />
          Tab {tabs.indexOf(tabId) + 1} of {tabs.length}
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        <MenuLabel>Browser tabs of this visitor</MenuLabel>
        <MenuRadioGroup
          value={chosenTab ?? ACTIVE}
          onValueChange={(value) => onChoose(value === ACTIVE ? null : value)}
        >
          <MenuRadioItem value={ACTIVE}>The one the visitor looks at</MenuRadioItem>
          {namedTabs(visitor, tabs).map((tab, index) => (
            <MenuRadioItem key={tab.tabId} value={tab.tabId} className="max-w-80">
              <span className="truncate">
                Tab {index + 1}: {tab.name}
              </span>
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
      </MenuContent>
    </Menu>
  );
}
