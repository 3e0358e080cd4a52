import { CircleAlert, Gauge, type LucideIcon, VideoOff } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "../../components/button";
import { describeError } from "../../errors";
import { useStore } from "../../store";
import type { Controller } from "./controller";

/** After the note that it is heavy: a player busy for five seconds will hardly be done soon. */
const TOO_HEAVY_MS = 3_500;

/** Stands over the page when it cannot be shown, and says what to do. */
export function Failure({ controller, onSkip }: { controller: Controller; onSkip: () => void }) {
  const error = useStore(controller.state, (state) => state.error);
  const problem = useStore(controller.state, (state) => state.problem);
  const isTooHeavy = useTooHeavy(controller);
  const skip = <Button onClick={onSkip}>Skip 10 s</Button>;
  if (error) {
    return (
      <Card
        icon={CircleAlert}
        title="This part could not be loaded"
        action={<Retry controller={controller} />}
      >
        {describeError(error)}
      </Card>
    );
  }
  if (problem === "no_snapshot") {
    return (
      <Card icon={VideoOff} title="No picture of this moment" action={skip}>
        The first full picture of the page never arrived, or comes later.
      </Card>
    );
  }
  if (problem === "unreadable") {
    return (
      <Card icon={CircleAlert} title="This part cannot be read" action={skip}>
        What was sent for this moment is no recording.
      </Card>
    );
  }
  if (isTooHeavy) {
    return (
      <Card icon={Gauge} title="This moment is too heavy" action={skip}>
        The page changed so much at once that the player is still drawing. It goes on by itself when
        it is done, and is ended where it does not answer within ten seconds.
      </Card>
    );
  }
  return null;
}

function Retry({ controller }: { controller: Controller }) {
  return (
    <Button look="primary" onClick={() => controller.retry()}>
      Try again
    </Button>
  );
}

/** Whether the player has been busy for too long. */
function useTooHeavy(controller: Controller): boolean {
  const isHeavy = useStore(controller.state, (state) => state.isHeavy);
  const [isTooHeavy, setTooHeavy] = useState(false);
  useEffect(() => {
    setTooHeavy(false);
    if (!isHeavy) return;
    const timer = setTimeout(() => setTooHeavy(true), TOO_HEAVY_MS);
    return () => clearTimeout(timer);
  }, [isHeavy]);
  return isTooHeavy;
}

function Card({
  icon: Icon,
  title,
  action,
  children,
}: {
  icon: LucideIcon;
  title: string;
  action: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="absolute inset-0 z-10 grid place-items-center bg-sunken/80 p-4" role="alert">
      <div className="flex max-w-sm flex-col items-center gap-2 rounded-lg bg-raised p-5 text-center shadow-popover">
        <Icon className="size-6 text-ink-muted" aria-hidden="true" />
        <h2 className="font-semibold text-base">{title}</h2>
        <p className="text-ink-muted">{children}</p>
        <div className="mt-2">{action}</div>
      </div>
    </div>
  );
}
