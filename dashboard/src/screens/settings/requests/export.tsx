import { Download } from "lucide-react";
import { useState } from "react";
import { addressOf } from "../../../api";
import { Button } from "../../../components/button";
import { useProject } from "../../../project";
import { NOTHING_TYPED, SUBJECT_CHOICES, subjectOf } from "./subject";
import { SubjectFields } from "./subject-fields";

const OF_SOMEBODY = SUBJECT_CHOICES.filter(
  ({ value }) => value === "visitor" || value === "identity" || value === "session",
);

/** Name somebody and download everything about them; the browser writes the file as it comes. */
export function ExportForm() {
  const { projectId } = useProject();
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const subject = subjectOf(typed);
  const { kind, value } = typed;
  return (
    <div className="flex flex-col gap-4">
      <SubjectFields choices={OF_SOMEBODY} typed={typed} onChange={setTyped} />
      {subject ? (
        <Button asChild className="self-start">
          <a
            href={addressOf("/api/privacy/export", { projectId, kind, value: value.trim() })}
            download
          >
            <Download aria-hidden="true" /> Download the zip
          </a>
        </Button>
      ) : (
        <Button className="self-start" disabled>
          <Download aria-hidden="true" /> Download the zip
        </Button>
      )}
    </div>
  );
}
