/** Puts the parts of the tracker together. */

import { observeActivity } from "./activity";
import { type Batches, collectBatches } from "./batches";
import type { Happened, Recording, RecordingHost } from "./bridge";
import { whenCalm } from "./calm";
import { readContext } from "./context";
import { customEvent } from "./customEvents";
import { type Delivery, openDelivery } from "./delivery";
import { observeErrors } from "./errors";
import { guarded, listen, silence } from "./guarded";
import { type Installation, loadScript, prefixOf } from "./installation";
import { type Lifecycle, observeLifecycle } from "./lifecycle";
import { HAPPENED_MAX } from "./limits";
import { observeRoutes, openShownPage, type ShownPage } from "./pages";
import { openPost } from "./post";
import { spool, unspool } from "./spool";
import { openStore, type Store } from "./storage";
import { openVisit, type Visit } from "./visit";
import { visitorId } from "./visitor";
import type { Sender } from "./wire";

/** One page being observed. */
export interface Observation {
  track(name: string, properties?: Record<string, unknown>): void;
  /** Stop at once and for good. What was not sent yet is handed over, or else forgotten. */
  stop(isHandedOver: boolean): void;
}

interface Parts {
  /** Seen by all tabs of the site. */
  readonly shared: Store;
  /** Seen by this tab alone. */
  readonly own: Store;
  readonly visit: Visit;
  readonly delivery: Delivery;
  readonly batches: Batches;
  readonly page: ShownPage;
  readonly happened: Happened[];
  /** Missing until it is loaded, and when the browser asks for privacy. */
  recording?: Recording;
  /** That the browser asks for privacy, by which signal. */
  readonly signal: "gpc" | "dnt" | null;
}

const INGEST_PATH = "api/tracking/events";
const OPT_OUT_PATH = "api/tracking/opt-out";

/** Begin to observe the page. `isGranted`: the visitor was asked, and agreed. */
export function start(
  installation: Installation,
  trackerVersion: string,
  isGranted: boolean,
): Observation {
  const parts = assemble(installation, trackerVersion, isGranted);
  const lifecycle = leaveAndReturn(parts);
  observePage(parts, lifecycle);
  parts.delivery.callForRescue();
  // The recorder comes last: what it records is large, and should be sent compressed.
  const goOn = (): void => {
    if (!parts.signal) record(installation, parts);
  };
  whenCalm(() => loadScript(installation, "rescue.js", goOn));
  return {
    track(name, properties) {
      const event = customEvent(name, properties, parts.page.view());
      if (!event) return;
      parts.batches.add("customEvents", JSON.stringify(event));
      note(parts, ["custom-event", event.name]);
    },
    stop(isHandedOver) {
      window.__pagepulseCapture = undefined;
      parts.recording?.stop();
      if (isHandedOver) lifecycle.onLeft();
      else {
        parts.delivery.release();
        withdraw(installation, parts.visit.sessionKey());
      }
      silence();
    },
  };
}

/** Have the server delete the session. By beacon: the page may be left the next moment. */
function withdraw({ base, projectKey }: Installation, sessionKey: string): void {
  navigator.sendBeacon(base + OPT_OUT_PATH, JSON.stringify({ projectKey, sessionKey }));
}

function assemble(installation: Installation, trackerVersion: string, isGranted: boolean): Parts {
  const { base, projectKey, isCookieless } = installation;
  const prefix = prefixOf(installation);
  const context = readContext(isGranted, isCookieless);
  const shared = openStore(() => (context.cookieless ? null : localStorage), prefix);
  const own = openStore(() => (context.cookieless ? null : sessionStorage), prefix);
  const visit = openVisit(shared, own);
  const visitor = visitorId(shared, Date.now());
  const sender: Sender = { projectKey, trackerVersion, visitorId: visitor, context };
  const post = openPost(base + INGEST_PATH, sender);
  const delivery = openDelivery({
    post,
    sender,
    own,
    prefix,
    hasWorker: installation.hasWorker,
    renumber: visit.renumber,
    onLost: () => parts.recording?.renewSoon(),
    onRefused: () => parts.recording?.stop(),
  });
  const signal = context.gpc ? "gpc" : context.dnt ? "dnt" : null;
  const batches = collectBatches(
    () => ({
      ...visit.place(),
      recorderVersion: "",
      captureReason: signal ?? "starting",
      ...parts.recording?.label(),
    }),
    delivery.send,
  );
  unspool(own).forEach(delivery.send);
  const page = openShownPage((view) => {
    // A title is text of the page as well.
    const sent = installation.isStrict ? { ...view, title: "" } : view;
    batches.add("pageViews", JSON.stringify(sent));
  });
  const parts: Parts = { shared, own, visit, delivery, batches, page, happened: [], signal };
  return parts;
}

/** Observe all but the recording. */
function observePage(parts: Parts, lifecycle: Lifecycle): void {
  const { visit, batches, delivery, page } = parts;
  observeActivity(() => {
    if (visit.touch()) beginAnew(parts, "");
  });
  observeRoutes(() => {
    if (!visit.isAway()) page.showRoute();
  });
  observeErrors(page.view, (error) => {
    batches.add("errors", JSON.stringify(error));
    note(parts, ["error"]);
  });
  observeLifecycle(lifecycle);
  listen(window, "online", delivery.retryNow);
}

/** Tell the recording what it may wait for; it may not be there yet. */
function note({ happened, recording }: Parts, what: Happened): void {
  if (happened.length < HAPPENED_MAX) happened.push(what);
  recording?.onHappened();
}

/** Begin a page view with all that belongs to it, in the session of now. */
function beginAnew({ visit, batches, page, recording }: Parts, referrer: string): void {
  page.settle();
  batches.cut();
  visit.follow();
  page.show(referrer);
  recording?.renew();
}

function leaveAndReturn(parts: Parts): Lifecycle {
  const { own, visit, delivery, batches, page } = parts;
  return {
    onHidden() {
      page.settle();
      batches.cut();
      // Phones end hidden pages without a word; the tab's next page then finds what was left.
      spool(own, delivery.leave());
    },
    onLeft() {
      page.settle();
      batches.cut();
      visit.close();
      spool(own, delivery.leave());
      delivery.release();
    },
    onVisible() {
      if (visit.touch()) beginAnew(parts, "");
      unspool(own).forEach(delivery.send);
      delivery.resume();
    },
    onReturned() {
      visit.open();
      visit.touch();
      unspool(own).forEach(delivery.send);
      delivery.resume();
      // Another page of this tab was recorded in between: the replay must not mix their DOMs.
      beginAnew(parts, document.referrer);
    },
  };
}

/** Have the recording opened; it may decide not to record. */
function record(installation: Installation, parts: Parts): void {
  const { shared, batches, visit, delivery, page, happened } = parts;
  const host: RecordingHost = {
    installation,
    store: shared,
    sessionKey: visit.sessionKey,
    onOpened: guarded((recording) => {
      parts.recording = recording;
    }),
    add: batches.add,
    cut: batches.cut,
    view: page.view,
    happened,
    isWanted: () => !visit.isAway() && !delivery.hasGap(),
    keep(json, isFullSnapshot) {
      batches.add("events", json);
      // Not at once: what rrweb says about style sheets right after it belongs to it.
      if (isFullSnapshot) setTimeout(guarded(batches.cut));
    },
  };
  window.__pagepulseCapture = host;
  loadScript(installation, "capture.js");
}
