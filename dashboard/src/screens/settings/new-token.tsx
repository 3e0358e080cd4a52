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

function useMakeToken(onMade: () => void) {
  const { projectId } = useProject();
  return useMutation({
    mutationFn: (body: { name: string; role: Role }) =>
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
  const make = useMakeToken(onMade);
  if (make.data) return <MadeToken token={make.data.token} onDone={onDone} />;
  return (
    <Form
      submit="Make the token"
      call={make}
      onSubmit={() => make.mutate({ name: name.trim(), role })}
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
    </Form>
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
