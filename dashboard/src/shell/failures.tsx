import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { Button } from "../components/button";
import { ErrorMessage, Message } from "../components/message";

/** When a whole screen cannot be shown. */
export function ScreenError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <main className="flex-1 overflow-auto">
      <ErrorMessage title="This screen could not be opened" error={error} onRetry={retry} />
      <p className="-mt-12 text-center">
        <Link to="/" className="text-pulse underline underline-offset-2">
          Go to the start
        </Link>
      </p>
    </main>
  );
}

export function NotFound() {
  return (
    <main className="flex-1 overflow-auto">
      <Message
        icon={Compass}
        title="There is nothing at this address"
        actions={
          <Button asChild>
            <Link to="/">Go to the start</Link>
          </Button>
        }
      >
        The link may be old, or a part of it may be missing.
      </Message>
    </main>
  );
}
