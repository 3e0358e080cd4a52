import { Radio } from "lucide-react";
import { Button } from "../../components/button";
import { Hint } from "../../components/hint";
import { useStore } from "../../store";
import type { Follower } from "./follower";

/** Leads back to what happens now; says so when it is shown already. */
export function GoLiveButton({ follower, onGoLive }: { follower: Follower; onGoLive: () => void }) {
  const isLive = useStore(follower.state, (state) => state.mode === "live");
  return (
    <Hint text="Go live" shortcut="l">
      <Button
        size="small"
        look={isLive ? "ghost" : "danger"}
        aria-pressed={isLive}
        onClick={onGoLive}
      >
        <Radio className={isLive ? "text-live" : ""} aria-hidden="true" />
        {isLive ? "Live" : "Go live"}
      </Button>
    </Hint>
  );
}
