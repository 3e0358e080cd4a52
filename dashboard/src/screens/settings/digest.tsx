import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { answerOf, api } from "../../api";
import { ErrorMessage } from "../../components/message";
import { Skeleton } from "../../components/skeleton";
import { describeError } from "../../errors";
import { formatMinute } from "../../format";
import { useProject } from "../../project";
import { MailNote } from "../alerts/channels";
import { Section } from "./section";
import { SettingSwitch } from "./setting-switch";

function digestQuery(projectId: string) {
  return queryOptions({
    queryKey: ["digest", projectId],
    queryFn: () => answerOf(api.GET("/api/digests", { params: { query: { projectId } } })),
  });
}

/** The weekly e-mail of the one who looks, and what it says. */
export function DigestSettings() {
  const { projectId } = useProject();
  const found = useQuery(digestQuery(projectId));
  const change = useChangeDigest();
  if (found.isError) {
    return (
      <ErrorMessage
        title="The digest could not be loaded"
        error={found.error}
        onRetry={() => void found.refetch()}
      />
    );
  }
  if (!found.data) return <Skeleton className="h-40 w-full rounded-lg" />;
  const { isOn, email, nextAt, timeZone, isMailConfigured } = found.data;
  return (
    <>
      <Section
        title="Weekly digest"
        note="The numbers of the week before, every Monday at 8:00 in the project's time zone."
      >
        {isMailConfigured ? null : <MailNote />}
        <ul className="rounded-lg border border-line bg-surface">
          <SettingSwitch
            label="Send it to me"
            note={`To ${email}. The next one: ${formatMinute(nextAt, timeZone)} (${timeZone}).`}
            isOn={isOn}
            isLocked={change.isPending}
            onChange={(next) => change.mutate(next)}
          />
        </ul>
      </Section>
      <Preview />
    </>
  );
}

function useChangeDigest() {
  const { projectId } = useProject();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (isOn: boolean) =>
      answerOf(api.PUT("/api/digests", { params: { query: { projectId } }, body: { isOn } })),
    onSuccess: (state) => queries.setQueryData(digestQuery(projectId).queryKey, state),
    onError: (error) => toast.error(describeError(error)),
  });
}

function Preview() {
  const { projectId } = useProject();
  const found = useQuery({
    queryKey: ["digest-preview", projectId],
    queryFn: () => answerOf(api.GET("/api/digests/preview", { params: { query: { projectId } } })),
  });
  return (
    <Section title="Preview" note="The digest of the last week that is over, as it would be sent.">
      {found.isError ? (
        <ErrorMessage
          title="The preview could not be loaded"
          error={found.error}
          onRetry={() => void found.refetch()}
        />
      ) : null}
      {found.isPending ? <Skeleton className="h-96 w-full rounded-lg" /> : null}
      {found.data ? (
        <div className="rounded-lg border border-line bg-surface">
          <p className="border-line border-b px-4 py-2 font-medium">{found.data.subject}</p>
          <pre className="whitespace-pre-wrap px-4 py-3 font-mono text-xs leading-5 [overflow-wrap:anywhere]">
            {found.data.text}
          </pre>
        </div>
      ) : null}
    </Section>
  );
}
