import { Lock } from "lucide-react";
import { Message } from "../../../components/message";
import { hasRole, useProject } from "../../../project";
import { Section } from "../section";
import { EraseForm } from "./erase";
import { ExportForm } from "./export";
import { RedactForm } from "./redact";
import { RequestList } from "./request-list";
import { RetentionForm } from "./retention";

/** What visitors may ask for: their data, or its end; and for how long anything is kept. */
export function DataRequestSettings() {
  const project = useProject();
  const isAdmin = hasRole(project, "admin");
  return (
    <>
      {isAdmin ? <Forms key={project.projectId} /> : null}
      <Section
        title="Requests and receipts"
        note="What was erased or hidden, and the proof of it. Receipts hold counts and hashes, never the data."
      >
        {hasRole(project, "analyst") ? (
          <RequestList />
        ) : (
          <Message icon={Lock} title="Analysts and admins see this">
            An admin of the project can change your role.
          </Message>
        )}
      </Section>
      <RetentionForm key={`days ${project.projectId}`} />
    </>
  );
}

function Forms() {
  return (
    <>
      <Section
        title="Erase"
        note="Sessions go with everything about them: recording, numbers, heat, what could not be read. What of them still arrives is dropped. Nothing brings them back."
      >
        <EraseForm />
      </Section>
      <Section
        title="Hide in stored recordings"
        note="For what should have been masked: a text, or an element. It is replaced by dots in every recording of the project; you see how often before anything changes."
      >
        <RedactForm />
      </Section>
      <Section
        title="Export a visitor"
        note="Everything about one visitor as a zip: sessions, page views, events and errors as lines of JSON, and recordings that play. For requests of access."
      >
        <ExportForm />
      </Section>
    </>
  );
}
