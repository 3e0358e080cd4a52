import { Link } from "@tanstack/react-router";
import { PlugZap, Radio, UsersRound } from "lucide-react";
import { Button } from "../../components/button";
import { CodeBlock } from "../../components/copy";
import { Message } from "../../components/message";
import { snippetOf } from "../../install";
import { useProject } from "../../project";

/** Nobody is on the site: how to see that this works. */
export function NobodyOnline() {
  const { projectId, projectKey } = useProject();
  return (
    <Message
      icon={UsersRound}
      title="Nobody is on the site right now"
      actions={
        <>
          <Button asChild look="primary">
            <Link to="/p/$projectId/settings/install" params={{ projectId }}>
              Check the installation
            </Link>
          </Button>
          <Button asChild>
            <Link to="/p/$projectId/live/runs" params={{ projectId }}>
              Past runs
            </Link>
          </Button>
        </>
      }
    >
      <p className="mb-4">
        Open your site in another tab: within a second you stand here yourself. Every page needs
        this line:
      </p>
      <CodeBlock code={snippetOf(projectKey, window.location.origin)} />
    </Message>
  );
}

/** The project, or the server, has live recording switched off. */
export function LiveIsOff({ by }: { by: "server" | "project" }) {
  const { projectId } = useProject();
  return (
    <Message
      icon={Radio}
      title="Live recording is off"
      actions={
        by === "project" ? (
          <Button asChild look="primary">
            <Link to="/p/$projectId/settings/live" params={{ projectId }}>
              Open the settings
            </Link>
          </Button>
        ) : null
      }
    >
      {by === "project"
        ? "This project's visitors keep no live connection. An admin can switch it on in the settings."
        : "This server was started without it. Whoever runs it sets PAGEPULSE_ENABLE_LIVE_RECORDING=true and starts it again."}
    </Message>
  );
}

/** Without the connection nothing here can be known. */
export function NotConnected({ onRetry }: { onRetry: () => void }) {
  return (
    <Message
      icon={PlugZap}
      title="No connection to the server"
      actions={<Button onClick={onRetry}>Try again now</Button>}
    >
      It is being made again by itself. If that takes long, check that the server runs, and that a
      proxy in front of it lets WebSockets through to <code className="font-mono">/live/admin</code>
      .
    </Message>
  );
}
