import type { FormEvent, ReactNode } from "react";
import { describeError } from "../errors";
import { Button } from "./button";
import { Field, Input } from "./input";

/** Fields, the server's reason for refusing them, and the button that sends them. */
export function Form({
  submit,
  isWide = false,
  call,
  onSubmit,
  children,
}: {
  /** What the button says. */
  submit: string;
  /** The form is a screen of its own: its button takes the whole width. */
  isWide?: boolean;
  /** The request that the form makes. */
  call: { isPending: boolean; error: unknown };
  onSubmit: () => void;
  children: ReactNode;
}) {
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form onSubmit={send} className="flex flex-col gap-4">
      {children}
      <FormError error={call.error} />
      <Button
        type="submit"
        look="primary"
        size={isWide ? "large" : "normal"}
        className={isWide ? "" : "self-end"}
        disabled={call.isPending}
      >
        {submit}
      </Button>
    </form>
  );
}

/** The server's reason for refusing what was typed. */
export function FormError({ error }: { error: unknown }) {
  if (!error) return null;
  return (
    <p role="alert" className="rounded-lg bg-live-tint px-3 py-2 text-live">
      {describeError(error)}
    </p>
  );
}

/** The e-mail address of a login. */
export function EmailField({
  autoComplete,
  autoFocus = false,
  value,
  onChange,
}: {
  /** `username` is one's own; somebody else's is not offered. */
  autoComplete: "username" | "off";
  autoFocus?: boolean;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <Field label="E-mail address">
      {(ids) => (
        <Input
          {...ids}
          type="email"
          autoComplete={autoComplete}
          autoFocus={autoFocus}
          required
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
