/** Puts the parts of the tracker together. */

import { observeActivity } from "./activity";
import { type Batches, collectBatches } from "./batches";
import { asksForPrivacy, readContext } from "./context";
import { customEvent } from "./customEvents";
import { type Delivery, openDelivery } from "./delivery";
import { observeErrors } from "./errors";
import { guarded, listen } from "./guarded";
import { type Installation, loadScript } from "./installation";
import { type Lifecycle, observeLifecycle } from "./lifecycle";
import { observeRoutes, openShownPage, type ShownPage } from "./pages";
import { openPost } from "./post";
import { openRecording, type Recording, whenCalm } from "./recording";
import { spool, unspool } from "./spool";
import { openStore, type Store } from "./storage";
import { openVisit, type Visit } from "./visit";
import { visitorId } from "./visitor";
import type { Sender } from "./wire";

/** What the site's own code may call. */
export interface Pulse {
  /** Note what the site cares about: `pulse.track('signup', {plan: 'pro'})`. */
  track(name: string, properties?: Record<string, unknown>): void;
}

interface Parts {
  /** Seen by this tab alone. */
  readonly own: Store;
  readonly visit: Visit;
  readonly delivery: Delivery;
  readonly batches: Batches;
  readonly page: ShownPage;
  /** Missing when the browser asks for privacy. */
  recording?: Recording;
}

const INGEST_PATH = "api/tracking/events";

/** Begin to observe the page; called once per document. */
export function start(installation: Installation, trackerVersion: string): Pulse {
  const parts = assemble(installation, trackerVersion);
  observePage(parts);
  parts.delivery.callForRescue();
  whenCalm(() => loadScript(installation, "rescue.js"));
  if (!asksForPrivacy()) parts.recording = record(installation, parts);
  return {
    track: guarded((name: string, properties?: Record<string, unknown>) => {
      const event = customEvent(name, properties, parts.page.view());
      if (event) parts.batches.add("customEvents", JSON.stringify(event));
    }),
  };
}

function assemble(installation: Installation, trackerVersion: string): Parts {
  const { base, projectKey } = installation;
  const prefix = prefixOf(installation);
  const shared = openStore(() => localStorage, prefix);
  const own = openStore(() => sessionStorage, prefix);
  const visit = openVisit(shared, own);
  const sender: Sender = {
    projectKey,
    trackerVersion,
    visitorId: visitorId(shared, Date.now()),
    context: readContext(),
  };
  const post = openPost(base + INGEST_PATH, sender);
  const delivery = openDelivery({
    post,
    own,
    prefix,
    hasWorker: installation.hasWorker,
    renumber: visit.renumber,
    onLost: () => parts.recording?.renewSoon(),
    onRefused: () => parts.recording?.stop(),
  });
  const batches = collectBatches(
    () => ({ ...visit.place(), recorderVersion: parts.recording?.version() ?? "" }),
    delivery.send,
  );
  unspool(own).forEach(delivery.send);
  const page = openShownPage((view) => batches.add("pageViews", JSON.stringify(view)));
  const parts: Parts = { own, visit, delivery, batches, page };
  return parts;
}

/** All that we store in the visitor's browser has a name that begins so. */
function prefixOf({ projectKey }: Installation): string {
  return `pulse:${projectKey}:`;
}

/** Observe all but the recording. */
function observePage(parts: Parts): void {
  const { visit, batches, delivery, page } = parts;
  observeActivity(() => {
    if (visit.touch()) beginAnew(parts, "");
  });
  observeRoutes(() => {
    if (!visit.isAway()) page.showRoute();
  });
  observeErrors(page.view, (error) => batches.add("errors", JSON.stringify(error)));
  observeLifecycle(leaveAndReturn(parts));
  listen(window, "online", delivery.retryNow);
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

function record(installation: Installation, parts: Parts): Recording {
  const { batches, visit, delivery } = parts;
  return openRecording({
    installation,
    isWanted: () => !visit.isAway() && !delivery.hasGap(),
    keep(json, isFullSnapshot) {
      batches.add("events", json);
      // Not at once: what rrweb says about style sheets right after it belongs to it.
      if (isFullSnapshot) setTimeout(guarded(batches.cut));
    },
  });
}
