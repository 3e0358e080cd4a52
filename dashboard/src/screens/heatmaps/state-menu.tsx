import { Layers } from "lucide-react";
import { Button } from "../../components/button";
import { Popover, PopoverContent, PopoverTrigger } from "../../components/popover";
import { When } from "../../components/when";
import { describeDays, todayIn } from "../../filters/dates";
import { formatPlural } from "../../format";
import { useProject } from "../../project";
import type { PageState, Snapshot } from "./heat";
import type { Backdrop } from "./map-controller";

/** Pictures of one state that are offered. */
const OFFERED = 6;

/** In which state the page is drawn: logged in or out, before or after a release. */
export function StateMenu({
  states,
  snapshots,
  current,
  onChange,
}: {
  states: readonly PageState[];
  snapshots: readonly Snapshot[];
  current: Backdrop | null;
  onChange: (backdrop: Backdrop) => void;
}) {
  const { settings } = useProject();
  const own = snapshots.find((one) => isSame(one, current));
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button disabled={snapshots.length === 0}>
          <Layers aria-hidden="true" className="text-ink-faint" />
          {states.length > 1 ? formatPlural(states.length, "page state") : "Page state"}
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" className="max-h-[70vh] w-80 overflow-auto p-2">
        <p className="px-2 pb-2 text-ink-muted text-xs">
          What visitors saw of this page: after a release, logged in or out, with a menu open. From
          any replay, “Heatmap of this moment” draws on what is on the screen there.
        </p>
        {states.map((state, index) => (
          <section key={state.state} className="mb-2">
            <h3 className="flex items-baseline justify-between gap-2 px-2 pt-1 font-medium text-sm">
              State {index + 1}
              <span className="font-normal text-ink-muted text-xs tabular-nums">
                seen {formatPlural(state.count, "time")}
              </span>
            </h3>
            <p className="px-2 pb-1 text-ink-muted text-xs tabular-nums">
              {daysOfState(state, settings.timeZone)}
            </p>
            <ul>
              {snapshots
                .filter((one) => one.state === state.state)
                .slice(0, OFFERED)
                .map((one) => (
                  <li key={`${one.sessionId}.${one.tabId}.${one.at}`}>
                    <button
                      type="button"
                      aria-pressed={one === own}
                      onClick={() => onChange(one)}
                      className="flex w-full items-center justify-between rounded-md px-2 py-1.5 text-left text-sm hover:bg-hover aria-pressed:bg-pulse-tint"
                    >
                      <span className="tabular-nums">
                        {one.viewportWidth} × {one.viewportHeight}
                      </span>
                      <span className="text-ink-faint text-xs">
                        <When at={one.at} timeZone={settings.timeZone} />
                      </span>
                    </button>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </PopoverContent>
    </Popover>
  );
}

/** From the first to the last day on which a state was seen. */
function daysOfState({ firstAt, lastAt }: PageState, timeZone: string): string {
  return describeDays(todayIn(timeZone, firstAt), todayIn(timeZone, lastAt));
}

function isSame(one: Backdrop, other: Backdrop | null): boolean {
  return (
    other !== null &&
    one.sessionId === other.sessionId &&
    one.tabId === other.tabId &&
    one.at === other.at
  );
}
