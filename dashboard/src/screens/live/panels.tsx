import { Tabs, TabsContent, TabsList, TabsTrigger } from "../../components/tabs";
import { formatCount } from "../../format";
import { FeedPanel } from "./feed-panel";
import { OnlinePanel } from "./online-panel";
import type { LiveSearch } from "./search";
import type { TileSize } from "./tile-size";
import type { Chosen } from "./use-chosen";
import { useIsNarrow } from "./use-is-narrow";
import type { useOnline } from "./use-online";
import { Wall } from "./wall";

type PanelsProps = {
  online: ReturnType<typeof useOnline>;
  search: LiveSearch;
  chosen: Chosen;
  size: TileSize;
  onSearch: (changed: LiveSearch) => void;
  onStart: () => void;
};

const CONTENT = "flex min-h-0 flex-1 flex-col data-[state=inactive]:hidden";

/** Who is online and what happens on the left, the wall beside them; on a phone one after the other. */
export function Panels(props: PanelsProps) {
  const isNarrow = useIsNarrow();
  const wall = <Wall visitors={props.online.found} size={props.size} onStart={props.onStart} />;
  if (isNarrow) return <SidePanel {...props} wall={wall} />;
  return (
    <div className="flex min-h-0 flex-1">
      <aside
        aria-label="Visitors"
        className="flex w-80 shrink-0 flex-col border-line border-r bg-surface"
      >
        <SidePanel {...props} />
      </aside>
      <div className="min-w-0 flex-1 overflow-auto">{wall}</div>
    </div>
  );
}

function SidePanel({
  online,
  search,
  chosen,
  onSearch,
  onStart,
  wall,
}: PanelsProps & {
  /** Where there is no room beside, the wall is the first of the tabs. */
  wall?: React.ReactNode;
}) {
  return (
    <Tabs defaultValue={wall ? "wall" : "visitors"} className="flex min-h-0 flex-1 flex-col">
      <TabsList aria-label="Parts of the screen">
        {wall ? <TabsTrigger value="wall">Wall</TabsTrigger> : null}
        <TabsTrigger value="visitors">
          Visitors
          <span className="font-normal text-ink-faint tabular-nums">
            {formatCount(online.everyone.length)}
          </span>
        </TabsTrigger>
        <TabsTrigger value="feed">Feed</TabsTrigger>
      </TabsList>
      {wall ? (
        <TabsContent value="wall" className={`${CONTENT} overflow-auto`}>
          {wall}
        </TabsContent>
      ) : null}
      <TabsContent value="visitors" className={CONTENT}>
        <OnlinePanel
          online={online}
          search={search}
          chosen={chosen}
          onSearch={onSearch}
          onRecord={onStart}
        />
      </TabsContent>
      <TabsContent value="feed" className={CONTENT}>
        <FeedPanel />
      </TabsContent>
    </Tabs>
  );
}
