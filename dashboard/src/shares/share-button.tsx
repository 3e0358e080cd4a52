import { useQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button, IconButton } from "../components/button";
import { CodeBlock } from "../components/copy";
import { Dialog } from "../components/dialog";
import { Form } from "../components/form";
import { Field } from "../components/input";
import { type Choice, Select } from "../components/select";
import { When } from "../components/when";
import { formatMoment, formatPlural } from "../format";
import { hasRole, useProject } from "../project";
import { type NewShareLink, type ShareLink, sharesQuery, useMakeShare } from "./queries";
import { RevokeShare } from "./revoke";

type Content = Pick<NewShareLink, "replay" | "heatmap">;

interface SharingProps {
  /** `replay`, `heatmap`. */
  what: string;
  /** What people without a login will not see, in words. */
  hidden: ReactNode;
  /** Choices that belong to what is shared. */
  choices?: ReactNode;
  /** What is shared, as chosen now. */
  content: () => Content;
  /** Whether a link of the project shows the same. */
  isOfThis: (link: ShareLink) => boolean;
}

/** Offers to show what is open to people without a login; whoever may not is not asked. */
export function ShareButton({
  isIconOnly = false,
  ...props
}: SharingProps & { isIconOnly?: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const label = `Share this ${props.what}`;
  if (!hasRole(useProject(), "analyst")) return null;
  return (
    <>
      {isIconOnly ? (
        <IconButton label={label} look="outline" onClick={() => setOpen(true)}>
          <Send className="text-ink-faint" />
        </IconButton>
      ) : (
        <Button size="small" onClick={() => setOpen(true)}>
          <Send aria-hidden="true" className="text-ink-faint" />
          <span className="max-sm:sr-only">{label}</span>
        </Button>
      )}
      <Dialog
        title={label}
        note="Whoever has the link sees it without a login, until it ends."
        open={isOpen}
        onOpenChange={setOpen}
      >
        <Sharing {...props} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

const ENDS: readonly Choice<string>[] = [
  { value: "1", label: "Tomorrow" },
  { value: "7", label: "In 7 days" },
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
];

function Sharing({
  hidden,
  choices,
  content,
  isOfThis,
  onDone,
}: SharingProps & { onDone: () => void }) {
  const [days, setDays] = useState("7");
  const make = useMakeShare();
  if (make.data) return <Made url={make.data.url} link={make.data.shareLink} onDone={onDone} />;
  return (
    <div className="flex flex-col gap-5">
      <Form
        submit="Make the link"
        call={make}
        onSubmit={() => make.mutate({ ...content(), expiresInDays: Number(days) })}
      >
        <Field label="Ends">
          {({ id }) => <Select id={id} value={days} choices={ENDS} onChange={setDays} />}
        </Field>
        {choices}
        <p className="rounded-lg bg-sunken px-3 py-2 text-ink-muted text-xs">{hidden}</p>
      </Form>
      <Present isOfThis={isOfThis} />
    </div>
  );
}

function Made({ url, link, onDone }: { url: string; link: ShareLink; onDone: () => void }) {
  const { settings } = useProject();
  return (
    <div className="flex flex-col gap-4">
      <p>Copy it now: it is not shown again, and PagePulse keeps only its hash.</p>
      <CodeBlock code={url} />
      <p className="text-ink-muted">
        It ends on {formatMoment(link.expiresAt, settings.timeZone)}, or when you revoke it.
      </p>
      <Button className="self-end" onClick={onDone}>
        Done
      </Button>
    </div>
  );
}

/** The links that show the same already. */
function Present({ isOfThis }: { isOfThis: (link: ShareLink) => boolean }) {
  const { projectId, settings } = useProject();
  const { data } = useQuery(sharesQuery(projectId));
  const links = data?.shareLinks.filter((link) => link.state === "active" && isOfThis(link)) ?? [];
  if (links.length === 0) return null;
  return (
    <section aria-label="Links that are open" className="border-line border-t pt-4">
      <h3 className="mb-1 font-medium">Links that are open</h3>
      <ul className="divide-y divide-line">
        {links.map((link) => (
          <li key={link.shareId} className="flex items-center gap-2 py-1.5">
            <span className="min-w-0 flex-1">
              <span className="block truncate">
                {link.openCount === 0 ? "Not opened yet" : formatPlural(link.openCount, "opening")}
                {link.lastOpenedAt ? (
                  <>
                    , the last <When at={link.lastOpenedAt} timeZone={settings.timeZone} />
                  </>
                ) : null}
              </span>
              <span className="block truncate text-ink-muted text-xs">
                by {link.madeBy}, ends {formatMoment(link.expiresAt, settings.timeZone)}
              </span>
            </span>
            <RevokeShare link={link} />
          </li>
        ))}
      </ul>
    </section>
  );
}
