import { X } from "lucide-react";
import { IconButton } from "../components/button";
import { Confirm } from "../components/dialog";
import { type ShareLink, useRevokeShare } from "./queries";

/** Ends a share link at once. */
export function RevokeShare({ link }: { link: ShareLink }) {
  const revoke = useRevokeShare();
  return (
    <Confirm
      title="Revoke this link?"
      note="Whoever has it sees nothing any more, also those who look at it now. This cannot be undone."
      confirmLabel="Revoke"
      onConfirm={() => revoke.mutateAsync(link.shareId).catch(() => {})}
    >
      <IconButton label="Revoke this link" size="icon-small">
        <X />
      </IconButton>
    </Confirm>
  );
}
