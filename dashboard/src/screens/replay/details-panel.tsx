import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { deviceLabel } from "../../components/device";
import { countryName, formatBytes, formatDuration, formatMoment, formatPlural } from "../../format";
import { RunName } from "../../live/run-name";
import { useProject } from "../../project";
import { reasonLabel } from "../capture-reason";
import { OwnMark } from "./own-mark";
import { PinMark } from "./pin-mark";
import type { SessionDetail } from "./recording";
import { describeGap } from "./timeline";
import { VitalsList } from "./vitals-list";

/** Clocks closer than this are the same for a person. */
const SAME_CLOCK_MS = 1_000;
/** Say what protected the visitor: a file from elsewhere was masked there, or was not. */
function describePrivacy({ session }: SessionDetail, privacyMode: string): string {
  if (session.origin === "import") return "As it was recorded elsewhere; nothing was masked here";
  return `Masked in the visitor's browser before it was sent; the project's mode now is “${privacyMode}”`;
}

/** Say whether the visitor was asked, and what the browser signals. */
export function describeConsent({ consent, gpc, dnt }: SessionDetail): string {
  if (consent === "") return "";
  const said = consent === "granted" ? "The visitor agreed" : "Not asked: the site needs none";
  const signals = [gpc && "Global Privacy Control", dnt && "Do Not Track"].filter(Boolean);
  return signals.length ? `${said}; the browser sends ${signals.join(" and ")}` : said;
}

/** Say how far the visitor's clock was off; `offsetMs` is what was added to get the server's time. */
export function describeClock(offsetMs: number): string {
  if (Math.abs(offsetMs) < SAME_CLOCK_MS) return "Agrees with the server";
  const seconds = (Math.abs(offsetMs) / 1000).toFixed(1);
  return `${seconds} s ${offsetMs > 0 ? "behind" : "ahead of"} the server; times here are the server's`;
}

function versions(browser: string, version: string): string {
  return [browser, version].filter(Boolean).join(" ");
}

function campaign({ session }: SessionDetail): string {
  const { utmSource, utmMedium, utmCampaign } = session;
  return [utmSource, utmMedium, utmCampaign].filter(Boolean).join(" / ");
}

const ORIGINS = {
  tracker: "Recorded by the tracker",
  import: "Imported from a file",
  demo: "Made up for the demo",
} as const;

/** Who it was, with what, and how good the recording is. */
export function DetailsPanel({
  detail,
  timeZone,
  privacyMode,
  onSeek,
}: {
  detail: SessionDetail;
  timeZone: string;
  privacyMode: string;
  onSeek: (at: number, tabId: string) => void;
}) {
  const { session } = detail;
  const country = countryName(session.country) ?? "";
  return (
    <div className="h-full overflow-auto p-3">
      <dl className="grid grid-cols-[7rem_1fr] gap-x-3 gap-y-2 [overflow-wrap:anywhere]">
        <Row name="Visitor">
          {session.visitorId || "Anonymous: nothing is stored in the browser"}
        </Row>
        {session.identity ? (
          <Row name="Identified as">
            <code className="font-mono text-xs">{session.identity}</code>
          </Row>
        ) : null}
        <Row name="Counted">
          <OwnMark sessionId={session.sessionId} isOwn={session.own} />
        </Row>
        <Row name="Kept">
          <PinMark sessionId={session.sessionId} />
        </Row>
        <Row name="Began">{formatMoment(session.startedAt, timeZone)}</Row>
        <Row name="Duration">{formatDuration(session.durationMs)}</Row>
        <Row name="Device">
          {deviceLabel(session.device)}, screen {session.screenWidth} × {session.screenHeight}
        </Row>
        <Row name="Browser">{versions(session.browser, session.browserVersion)}</Row>
        <Row name="System">{session.os}</Row>
        <Row name="Country">{country}</Row>
        <Row name="Language">{session.language}</Row>
        <Row name="Time zone">{detail.timeZone}</Row>
        <Row name="Came from">{session.referrer}</Row>
        <Row name="Campaign">{campaign(detail)}</Row>
        <Row name="Session">
          <code className="font-mono text-xs">{session.sessionId}</code>
        </Row>
        <Row name="Origin">{ORIGINS[session.origin]}</Row>
        <Row name="Privacy">{describePrivacy(detail, privacyMode)}</Row>
        <Row name="Recording">{session.captureReason && reasonLabel(session.captureReason)}</Row>
        <Row name="Live run">
          {session.recordingIds.length > 0 ? (
            <RunLinks recordingIds={session.recordingIds} />
          ) : (
            "None"
          )}
        </Row>
        <Row name="Consent">{describeConsent(detail)}</Row>
        <Row name="Clock">{describeClock(detail.clockOffsetMs)}</Row>
        <Row name="Recorder">
          {[
            detail.trackerVersion && `tracker ${detail.trackerVersion}`,
            detail.recorderVersion && `recorder ${detail.recorderVersion}`,
          ]
            .filter(Boolean)
            .join(", ")}
        </Row>
        <Row name="Stored">
          {formatPlural(session.eventCount, "event")}, {formatBytes(detail.storedBytes)} as they
          came in
        </Row>
        <Row name="Gaps">
          <GapList detail={detail} onSeek={onSeek} />
        </Row>
      </dl>
      <VitalsList detail={detail} />
    </div>
  );
}

function RunLinks({ recordingIds }: { recordingIds: readonly string[] }) {
  const { projectId } = useProject();
  return (
    <span className="flex flex-wrap gap-x-2">
      {recordingIds.map((recordingId) => (
        <Link
          key={recordingId}
          to="/p/$projectId/live/runs/$recordingId"
          params={{ projectId, recordingId }}
          className="text-pulse hover:underline"
        >
          <RunName recordingId={recordingId} />
        </Link>
      ))}
    </span>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd>{children || <span className="text-ink-faint">not known</span>}</dd>
    </>
  );
}

function GapList({
  detail,
  onSeek,
}: {
  detail: SessionDetail;
  onSeek: (at: number, tabId: string) => void;
}) {
  if (detail.gaps.length === 0) return "None: no batch is missing";
  return (
    <ul>
      {detail.gaps.map((gap) => (
        <li key={`${gap.tabId} ${gap.fromAt}`}>
          <button
            type="button"
            className="text-left text-pulse hover:underline"
            onClick={() => onSeek(gap.fromAt, gap.tabId)}
          >
            {formatDuration(gap.fromAt - detail.session.startedAt)}: {describeGap(gap)}
          </button>
        </li>
      ))}
    </ul>
  );
}
