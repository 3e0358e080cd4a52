import { useState } from "react";
import { formatDuration } from "../../format";
import { ShareButton } from "../../shares/share-button";

/** Shows this recording to people without a login; `sinceMs` is the moment that the address names. */
export function ShareReplay({
  sessionId,
  sinceMs,
}: {
  sessionId: string;
  sinceMs: number | undefined;
}) {
  const [showsDetails, setShowsDetails] = useState(false);
  const [isFromHere, setFromHere] = useState(true);
  const startMs = isFromHere ? (sinceMs ?? null) : null;
  return (
    <ShareButton
      what="replay"
      content={() => ({ replay: { sessionId, startMs, showsDetails } })}
      isOfThis={(link) => link.sessionId === sessionId}
      choices={
        <>
          {sinceMs === undefined ? null : (
            <Choice
              label={`Begin at ${formatDuration(sinceMs)}, as the address says`}
              isOn={isFromHere}
              onChange={setFromHere}
            />
          )}
          <Choice
            label="Show console, requests and messages of errors"
            isOn={showsDetails}
            onChange={setShowsDetails}
          />
        </>
      }
      hidden="Hidden are visitor id, identity, country, language, referrer, campaign, and queries in addresses. Texts of the page are as readable as in your replay."
    />
  );
}

function Choice({
  label,
  isOn,
  onChange,
}: {
  label: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}) {
  return (
    <label className="flex items-center gap-2.5">
      <input
        type="checkbox"
        checked={isOn}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 accent-pulse"
      />
      {label}
    </label>
  );
}
