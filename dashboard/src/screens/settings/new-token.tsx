import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Role } from "../../api";
import { Button } from "../../components/button";
import { CodeBlock } from "../../components/copy";
import { Dialog } from "../../components/dialog";
import { Form } from "../../components/form";
import { Field, Input } from "../../components/input";
import { Select } from "../../components/select";
import { useProject } from "../../project";
import { rolesToGive } from "./roles";
import { ALL_SCOPES, SCOPES, type Scope } from "./scopes";

/** Make a token; its text is shown this one time. */
export function NewTokenDialog({
  open,
  onOpenChange,
  onMade,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onMade: () => void;
}) {
  return (
    <Dialog title="New API token" open={open} onOpenChange={onOpenChange}>
      <TokenForm onMade={onMade} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

type NewToken = { name: string; role: Role; scopes: Scope[] | null; expiresInDays: number | null };

function useMakeToken(onMade: () => void) {
  const { projectId } = useProject();
  return useMutation({
    mutationFn: (body: NewToken) =>
      answerOf(
        api.POST("/api/projects/{projectId}/tokens", { params: { path: { projectId } }, body }),
      ),
    onSuccess: onMade,
  });
}

function TokenForm({ onMade, onDone }: { onMade: () => void; onDone: () => void }) {
  const { role: own } = useProject();
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const [scopes, setScopes] = useState<readonly Scope[] | null>(null);
  const [days, setDays] = useState("never");
  const make = useMakeToken(onMade);
  const expiresInDays = days === "never" ? null : Number(days);
  if (make.data) return <MadeToken token={make.data.token} onDone={onDone} />;
  return (
    <Form
      submit="Make the token"
      call={make}
      onSubmit={() => {
        if (scopes?.length === 0) return;
        make.mutate({ name: name.trim(), role, scopes: scopes && [...scopes], expiresInDays });
      }}
    >
      <Field label="Name" note="What it is for, so that you know later which one to revoke.">
        {(ids) => (
          <Input
            {...ids}
            required
            maxLength={100}
            placeholder="Nightly export"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label="Role">
        {({ id }) => (
          <Select id={id} value={role} choices={rolesToGive(own ?? "viewer")} onChange={setRole} />
        )}
      </Field>
      <ScopeFields scopes={scopes} onChange={setScopes} />
      <Field label="Ends">
        {({ id }) => <Select id={id} value={days} choices={ENDS} onChange={setDays} />}
      </Field>
    </Form>
  );
}

const ENDS = [
  { value: "never", label: "Never" },
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
];

/** All that the role may do, or only what is chosen one by one. */
function ScopeFields({
  scopes,
  onChange,
}: {
  scopes: readonly Scope[] | null;
  onChange: (scopes: readonly Scope[] | null) => void;
}) {
  const toggle = (scope: Scope) =>
    onChange(
      scopes?.includes(scope)
        ? scopes.filter((one) => one !== scope)
        : ALL_SCOPES.filter((one) => one === scope || scopes?.includes(one)),
    );
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium text-sm">Scopes</legend>
      <label className="flex items-center gap-2.5">
        <input
          type="checkbox"
          checked={scopes === null}
          onChange={(event) => onChange(event.target.checked ? null : [])}
          className="size-4 accent-pulse"
        />
        All that its role may do
      </label>
      {scopes === null ? null : (
        <div className="flex max-h-56 flex-col gap-2 overflow-auto rounded-lg border border-line p-2.5">
          {ALL_SCOPES.map((scope) => (
            <label key={scope} className="flex items-start gap-2.5">
              <input
                type="checkbox"
                checked={scopes.includes(scope)}
                onChange={() => toggle(scope)}
                className="mt-0.5 size-4 accent-pulse"
              />
              <span>
                {SCOPES[scope]}
                <code className="block font-mono text-ink-faint text-xs">{scope}</code>
              </span>
            </label>
          ))}
        </div>
      )}
      {scopes?.length === 0 ? (
        <p role="status" className="text-attention text-xs">
          Choose at least one.
        </p>
      ) : null}
    </fieldset>
  );
}

function MadeToken({ token, onDone }: { token: string; onDone: () => void }) {
  return (
    <div className="flex flex-col gap-4">
      <p>Copy it now: it is not shown again, and PagePulse keeps only its hash.</p>
      <CodeBlock code={token} />
      <p className="text-ink-muted">
        Send it as <code className="font-mono text-xs">Authorization: Bearer …</code>
      </p>
      <Button className="self-end" onClick={onDone}>
        Done
      </Button>
    </div>
  );
}
