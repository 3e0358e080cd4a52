/** The visitor's side of live recording: who is here, and recording while an admin asks for it. */

import { observeActivity } from "../activity";
import type { LiveHost } from "../bridge";
import * as EventType from "../eventTypes";
import { guarded, listen, silence } from "../guarded";
import { UNHEARD_MAX_MS } from "../limits";
import type { Carriage } from "../rescue/bridge";
import { type Batch, isKept } from "../wire";
import { openLiveAdmission } from "./admission";
import { openAhead } from "./ahead";
import { openBadge } from "./badge";
import { type Connection, keepConnected } from "./connection";
import { openCourier } from "./courier";
import { addressOf, introduce, tabOf } from "./introduction";
import { recall, remember } from "./memory";
import { openPace } from "./pace";
import { noteForbidden } from "./policy";
import { openPresence } from "./presence";
import { openReports } from "./reports";
import { end, follow, join, NO_RUN } from "./run";
import type { Socket } from "./socket";

/** Begin. What the page was recorded for before it was loaded goes on at once. */
export function openLive(offer: LiveHost, carriage: Carriage): void {
  const { host, admission: otherwise, reason } = offer;
  const { own, queue } = carriage;
  let sessionKey = host.sessionKey();
  let [run, heardAt] = recall(own, sessionKey, Date.now());
  let unheard: ReturnType<typeof setTimeout> | undefined;
  const badge = openBadge(host.installation);
  const fetchAhead = openAhead(host.installation, reason);

  function apply([next, effect]: ReturnType<typeof follow>): void {
    const before = run;
    // What was recorded so far belongs to the run that it was recorded for.
    if (effect === "end" || next.isWatched !== run.isWatched) host.cut();
    run = next;
    remember(own, sessionKey, run, heardAt);
    if (effect === "begin" || effect === "end") decideAnew();
    if (effect === "begin" || effect === "checkout") offer.checkout();
    if (effect === "end") reports.tell(before.recordingId, "stopped");
    badge.show(!!run.recordingId && run.isBadgeShown, run.isWatched);
    presence.look();
  }
  function decideAnew(): void {
    reports.forget();
    // What was held back for a trigger is not part of a run.
    if (!isKept(otherwise.reason())) otherwise.renew();
    offer.onOpened(admission);
  }
  function reportStart(): void {
    if (run.recordingId) reports.tell(run.recordingId, "recording");
  }
  /** Too large, too costly, left out: the admin should know. */
  function reportRefusal(): void {
    const why = reason();
    if (!run.recordingId || isKept(why)) return;
    if (why === "starting") presence.look();
    else reports.tell(run.recordingId, "refused", why);
  }
  function onPassed(type: number): void {
    // Somebody waits for a whole page, and nothing after it can be shown without.
    if (run.isWatched) type === EventType.fullSnapshot ? host.cut() : leaveSoon();
    if (type === EventType.fullSnapshot) reportStart();
  }
  function socketFor({ recordingId = "", ...place }: Batch): Socket | undefined {
    const isOurs = place.tabId === tabOf(own) && place.sessionKey === sessionKey;
    return run.isWatched && isOurs && recordingId === run.recordingId
      ? connection.joined()
      : undefined;
  }
  function waitForWord(): void {
    clearTimeout(unheard);
    const left = heardAt + UNHEARD_MAX_MS - Date.now();
    unheard = setTimeout(
      guarded(() => !connection.joined() && run.recordingId && apply(end(run))),
      left,
    );
  }
  function onRenewed(): void {
    if (sessionKey !== host.sessionKey()) {
      sessionKey = host.sessionKey();
      apply([NO_RUN, null]);
      connection.close();
      connection.open();
    }
    presence.look();
  }
  function onStopped(): void {
    undoCourier();
    connection.close();
    clearTimeout(unheard);
    run = NO_RUN;
    badge.show(false, false);
    own.remove("live");
    silence();
  }

  const admission = openLiveAdmission({
    host,
    otherwise,
    recordingId: () => run.recordingId || undefined,
    onPassed,
    onRenewed,
    onStopped,
  });
  const reports = openReports(() => connection.joined());
  const presence = openPresence(
    host,
    reason,
    (page) => connection.joined()?.tell("presence", { page }),
    reportRefusal,
  );
  const connection: Connection = keepConnected({
    url: addressOf(offer),
    hello: () => ({ projectKey: host.installation.projectKey, sessionKey, tabId: tabOf(own) }),
    join: () => ({
      ...introduce(carriage.sender, host.view().referrer),
      page: presence.page(),
      recordingId: run.recordingId,
    }),
    isRecorded: () => !!run.recordingId || run.isWatched,
    onJoined(answer) {
      heardAt = Date.now();
      reports.forget();
      apply(join(run, answer));
      if (isKept(reason())) reportStart();
      // The server is there again: what waits need not wait for the next attempt.
      carriage.retryNow();
      fetchAhead();
    },
    onCommand: (command) => apply(follow(run, command)),
    onLost(wasJoined, isForGood) {
      if (wasJoined) heardAt = Date.now();
      remember(own, sessionKey, run, heardAt);
      if (isForGood && run.recordingId) apply(end(run));
      else waitForWord();
    },
    onForbidden: () => noteForbidden(host.store, Date.now()),
  });
  const leaveSoon = openPace({
    interval: () => (run.isWatched && connection.joined() ? run.batchMs : null),
    isFree: () => !queue.waiting().length,
    cut: host.cut,
  });
  const undoCourier = openCourier(carriage, socketFor, connection.isAway);

  if (run.recordingId) {
    decideAnew();
    apply([run, null]);
  } else offer.onOpened(admission);
  // An open socket would keep the page out of the back-forward cache.
  listen(window, "pagehide", connection.close);
  listen(window, "pageshow", () => {
    // Another page of the tab may have heard of the end meanwhile.
    const [seen] = recall(own, sessionKey, Date.now());
    if (run.recordingId && seen.recordingId !== run.recordingId) apply(end(run));
    connection.open();
  });
  listen(document, "visibilitychange", () => {
    if (document.visibilityState === "visible") connection.open();
  });
  // The server closes the socket of a page in which nothing happens for long.
  observeActivity(() => connection.isAway() || connection.open());
  connection.open();
}
