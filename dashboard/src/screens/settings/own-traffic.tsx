import { Link } from "@tanstack/react-router";
import { ExternalLink } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "../../components/button";
import { FormError } from "../../components/form";
import { hasRole, useProject } from "../../project";
import { parseRange } from "./address-ranges";
import { ListEditor } from "./list-editor";
import { Section } from "./section";
import { useChangeProject } from "./use-change";

/** What the server takes for a mark in the address of a page; the tracker hands it on. */
const OWN_LINK = "?utm_id=pagepulse-own";
const NOT_OWN_LINK = "?utm_id=pagepulse-not-own";

/** Whose visits are the site's own team's, so that no number counts them. */
export function OwnTrafficSettings() {
  const project = useProject();
  return (
    <>
      <Browsers />
      <Section
        title="By a session"
        note={
          <>
            “This was our team” among the details of a session leaves its visitor out, with all that
            the visitor did before. It can be taken back there.{" "}
            <Link
              to="/p/$projectId/sessions"
              params={{ projectId: project.projectId }}
              search={{ visitorType: "own" }}
              className="text-pulse underline underline-offset-2"
            >
              Sessions that are left out
            </Link>
          </>
        }
      >
        {null}
      </Section>
      <Addresses key={project.projectId} />
    </>
  );
}

/** Links that mark the browser in which they are opened. */
function Browsers() {
  const { settings } = useProject();
  const origins = (settings.allowedOrigins ?? []).filter((origin) => origin !== "*");
  return (
    <Section
      title="This browser"
      note="Open your site by this link, in every browser of your team: from then on nothing of that browser counts, nor what it did before. Nothing is changed on your site."
    >
      {origins.length === 0 ? (
        <p className="text-ink-muted">
          Open any page of your site with <Code text={OWN_LINK} /> at the end of its address.
        </p>
      ) : (
        <ul className="flex flex-col gap-2">
          {origins.map((origin) => (
            <li key={origin} className="flex flex-wrap items-center gap-2">
              <Button asChild size="small">
                <a href={`${origin}/${OWN_LINK}`} target="_blank" rel="noopener noreferrer">
                  <ExternalLink aria-hidden="true" /> Leave out this browser
                </a>
              </Button>
              <span className="min-w-0 break-all text-ink-muted">on {origin}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="text-ink-muted text-xs">
        To count again, open a page with <Code text={NOT_OWN_LINK} /> instead.
      </p>
    </Section>
  );
}

function Code({ text }: { text: string }) {
  return <code className="font-mono text-ink text-xs">{text}</code>;
}

/** Where the team sits. */
function Addresses() {
  const project = useProject();
  const [ranges, setRanges] = useState<readonly string[]>(project.settings.ownAddresses ?? []);
  const change = useChangeProject();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ settings: { ...project.settings, ownAddresses: [...ranges] } });
  };
  const isAdmin = hasRole(project, "admin");
  return (
    <form onSubmit={submit}>
      <fieldset disabled={!isAdmin || change.isPending} className="flex flex-col gap-4">
        <Section
          title="By address"
          note="Who visits from one of these IP addresses is of your team, from the next visit on. Addresses of visitors are compared when they come, and stored nowhere."
        >
          <ListEditor
            label="IP address or range"
            placeholder="203.0.113.0/24"
            note="An office, a VPN. Leave networks out that customers use as well."
            empty="No address is left out."
            entries={ranges}
            parse={parseRange}
            onChange={setRanges}
          />
        </Section>
        <FormError error={change.error} />
        {isAdmin ? (
          <div>
            <Button type="submit" look="primary">
              Save
            </Button>
          </div>
        ) : (
          <p className="text-ink-muted">Owners and admins of the project can change this.</p>
        )}
      </fieldset>
    </form>
  );
}
