import { EyeOff } from "lucide-react";
import { Badge, LiveDot } from "../../components/badge";
import { Hint } from "../../components/hint";
import { formatPlural } from "../../format";
import type { LiveVisitor } from "../../live/messages";
import { obstacleOf, standingOf } from "./online";

/** What a visitor is doing, or what is being done about them, in a word. */
export function StandingBadge({ visitor }: { visitor: LiveVisitor }) {
  const standing = standingOf(visitor);
  switch (standing) {
    case "recording":
      return (
        <Hint text={watchedBy(visitor)}>
          <Badge tone="live">
            <LiveDot />
            Recording
          </Badge>
        </Hint>
      );
    case "requested":
      return (
        <Hint text="Told to record; the picture of the page has not arrived yet.">
          <Badge tone="attention">Requested</Badge>
        </Hint>
      );
    case "stopping":
      return <Badge tone="attention">Stopping</Badge>;
    case "unable":
      return (
        <Hint text={`Cannot be recorded: ${obstacleOf(visitor.obstacle)}.`}>
          <Badge>
            <EyeOff aria-hidden="true" />
            Not recordable
          </Badge>
        </Hint>
      );
    case "away":
      return (
        <Hint text="The visitor looks at another tab or window.">
          <Badge>Away</Badge>
        </Hint>
      );
    case "online":
      return <Badge tone="good">Online</Badge>;
    default:
      return standing satisfies never;
  }
}

function watchedBy({ recordingId, viewers }: LiveVisitor): string {
  const why = recordingId ? "Recorded for a run" : "Recorded by the project's own rules";
  return viewers > 0 ? `${why}, watched by ${formatPlural(viewers, "viewer")}.` : `${why}.`;
}
