import { useId } from "react";
import { Field, Input } from "../../components/input";

/** The project's time zone by its IANA name, with the browser's list of names to choose from. */
export function TimeZoneField({
  value,
  onChange,
}: {
  value: string;
  onChange: (timeZone: string) => void;
}) {
  const listId = useId();
  return (
    <Field
      label="Time zone"
      note="Decides where a day begins in filters and reports."
      error={isTimeZone(value) ? undefined : "Enter a name such as Europe/Berlin or UTC."}
    >
      {(ids) => (
        <>
          <Input
            {...ids}
            required
            list={listId}
            autoComplete="off"
            value={value}
            onChange={(event) => {
              const typed = event.target.value;
              event.target.setCustomValidity(isTimeZone(typed) ? "" : "This is not a time zone.");
              onChange(typed);
            }}
          />
          <datalist id={listId}>
            {["UTC", ...Intl.supportedValuesOf("timeZone")].map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

/** Whether the browser knows a time zone of this name. */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
