import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { answerOf, api } from "../../api";
import { Badge } from "../../components/badge";
import { Button } from "../../components/button";
import { CodeBlock } from "../../components/copy";
import { Dialog } from "../../components/dialog";
import { Form } from "../../components/form";
import { CodeField, PasswordField } from "../auth/password";
import { Section } from "./section";

/** Below this many somebody who loses the app is soon locked out. */
const FEW_CODES = 4;

interface State {
  isOn: boolean;
  recoveryCodesLeft: number;
}

/** Codes of an authenticator app at the login: turned on and off. */
export function SecondFactor({ state }: { state: State }) {
  const [open, setOpen] = useState<"on" | "off" | null>(null);
  const close = () => setOpen(null);
  return (
    <Section
      title="Two-factor login"
      note="A code from your phone beside the password: who learns the password alone does not get in."
      action={
        <Button
          look={state.isOn ? "outline" : "primary"}
          onClick={() => setOpen(state.isOn ? "off" : "on")}
        >
          {state.isOn ? "Turn off" : "Turn on"}
        </Button>
      }
    >
      <p className="flex flex-wrap items-center gap-2">
        {state.isOn ? (
          <>
            <Badge tone="good">
              <ShieldCheck aria-hidden="true" /> On
            </Badge>
            <CodesLeft count={state.recoveryCodesLeft} />
          </>
        ) : (
          <Badge>Off</Badge>
        )}
      </p>
      {open === "on" ? <TurnOn onClose={close} /> : null}
      {open === "off" ? <TurnOff onClose={close} /> : null}
    </Section>
  );
}

function CodesLeft({ count }: { count: number }) {
  const few = count < FEW_CODES ? " Turn it off and on again for new ones." : "";
  const codes = count === 1 ? "One recovery code is" : `${count} recovery codes are`;
  return (
    <span className="text-ink-muted">
      {codes} left.{few}
    </span>
  );
}

function TurnOn({ onClose }: { onClose: () => void }) {
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const queries = useQueryClient();
  const begin = useMutation({
    mutationFn: () => answerOf(api.POST("/api/account/second-factor", { body: { password } })),
  });
  const confirm = useMutation({
    mutationFn: () => answerOf(api.POST("/api/account/second-factor/confirm", { body: { code } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["account"] }),
  });
  return (
    <Dialog title="Turn two-factor login on" open onOpenChange={onClose}>
      {confirm.data ? (
        <RecoveryCodes codes={confirm.data.recoveryCodes} onClose={onClose} />
      ) : begin.data ? (
        <Form submit="Turn on" call={confirm} onSubmit={() => confirm.mutate()}>
          <p className="text-ink-muted">
            Scan this with an authenticator app, such as the one of your password manager.
          </p>
          <img
            src={begin.data.qrCode}
            alt="The secret as a QR code"
            className="size-44 self-center rounded-lg bg-[white] p-2"
          />
          <details className="text-xs">
            <summary className="cursor-pointer text-ink-muted">It cannot be scanned</summary>
            <CodeBlock code={begin.data.secret} className="mt-2" />
          </details>
          <CodeField label="The code that the app shows now" value={code} onChange={setCode} />
        </Form>
      ) : (
        <Form submit="Go on" call={begin} onSubmit={() => begin.mutate()}>
          <PasswordField label="Your password" value={password} onChange={setPassword} />
        </Form>
      )}
    </Dialog>
  );
}

function RecoveryCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-muted">
        Two-factor login is on. Keep these recovery codes where the phone is not: each stands in for
        the app once. They are not shown again.
      </p>
      <CodeBlock code={codes.join(" ")} />
      <Button look="primary" className="self-end" onClick={onClose}>
        I have kept them
      </Button>
    </div>
  );
}

function TurnOff({ onClose }: { onClose: () => void }) {
  const [password, setPassword] = useState("");
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: () => answerOf(api.POST("/api/account/second-factor/end", { body: { password } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["account"] });
      onClose();
    },
  });
  return (
    <Dialog
      title="Turn two-factor login off"
      note="From then on the password alone is enough; the recovery codes are worth nothing."
      open
      onOpenChange={onClose}
    >
      <Form submit="Turn off" call={end} onSubmit={() => end.mutate()}>
        <PasswordField label="Your password" value={password} onChange={setPassword} />
      </Form>
    </Dialog>
  );
}
