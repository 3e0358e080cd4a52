import { useState } from "react";
import { newProjectSettings, parseOrigin } from "../origins";
import { Field, Input } from "./input";

/** What is typed for a new project, and the request for it: null until it is complete. */
export function useNewProject() {
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  const origin = parseOrigin(address);
  const project = origin.ok
    ? { name: name.trim(), settings: newProjectSettings([origin.origin]) }
    : null;
  const error = address !== "" && !origin.ok ? origin.reason : undefined;
  return { name, setName, address, setAddress, error, project };
}

/** The body of a request for a new project. */
export type NewProject = NonNullable<ReturnType<typeof useNewProject>["project"]>;

/** The name of a new project and the site that it records. */
export function NewProjectFields({ draft }: { draft: ReturnType<typeof useNewProject> }) {
  return (
    <>
      <Field label="Name of the project">
        {(ids) => (
          <Input
            {...ids}
            required
            maxLength={100}
            placeholder="Our shop"
            value={draft.name}
            onChange={(event) => draft.setName(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="Address of the site"
        note="Only pages of this origin may send recordings. More can be added later."
        error={draft.error}
      >
        {(ids) => (
          <Input
            {...ids}
            required
            inputMode="url"
            placeholder="https://www.example.com"
            value={draft.address}
            onChange={(event) => draft.setAddress(event.target.value)}
          />
        )}
      </Field>
    </>
  );
}
