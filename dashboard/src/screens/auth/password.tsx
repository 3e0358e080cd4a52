import { Field, Input } from "../../components/input";

/** The server asks for as many; said before it has to refuse. */
const MIN_PASSWORD_LENGTH = 10;

interface FieldProps {
  label?: string;
  value: string;
  onChange: (value: string) => void;
}

/** The password that counts until now. */
export function PasswordField({ label = "Password", value, onChange }: FieldProps) {
  return (
    <Field label={label}>
      {(ids) => (
        <Input
          {...ids}
          type="password"
          autoComplete="current-password"
          required
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** A code of the authenticator app; a recovery code fits too. */
export function CodeField({ label, note, value, onChange }: FieldProps & { note?: string }) {
  return (
    <Field label={label ?? "Code"} note={note}>
      {(ids) => (
        <Input
          {...ids}
          autoComplete="one-time-code"
          autoFocus
          required
          minLength={6}
          maxLength={32}
          spellCheck={false}
          className="font-mono tracking-widest"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

export function NewPasswordField({ label = "Password", value, onChange }: FieldProps) {
  return (
    <Field
      label={label}
      note={`At least ${MIN_PASSWORD_LENGTH} characters; a short sentence is best.`}
    >
      {(ids) => (
        <Input
          {...ids}
          type="password"
          autoComplete="new-password"
          required
          minLength={MIN_PASSWORD_LENGTH}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
