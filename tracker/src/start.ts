/** Puts the parts of the tracker together. */

import { observeActivity } from "./activity";
import { type Batches, collectBatches } from "./batches";
import { asksForPrivacy, readContext } from "./context";
import { customEvent } from "./customEvents";
import { type Delivery, openDelivery } from "./delivery";
import { observeErrors } from "./errors";
import { guarded, listen } from "./guarded";
import type { Installation } from "./installation";
import { type Lifecycle, observeLifecycle } from "./lifecycle";
import { beginPageView, observeRoutes } from "./pages";
import { openRecording, type Recording } from "./recording";
import { spool, unspool } from "./spool";
import { openStore, type Store } from "./storage";
import { openVisit, type Visit } from "./visit";
import { visitorId } from "./visitor";
import type { PageView, Sender } from "./wire";

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
  /** Missing when the browser asks for privacy. */
  recording?: Recording;
}

const INGEST_PATH = "api/tracking/events";

/** Begin to observe the page; called once per document. */
export function start(installation: Installation, trackerVersion: string): Pulse {
  const parts = assemble(installation, trackerVersion);
  const shown = observePage(parts);
  if (!asksForPrivacy()) parts.recording = record(installation, parts);
  return {
    track: guarded((name: string, properties?: Record<string, unknown>) => {
      const event = customEvent(name, properties, shown());
      if (event) parts.batches.add("customEvents", event);
    }),
  };
}

function assemble({ base, projectKey }: Installation, trackerVersion: string): Parts {
  const prefix = `pulse:${projectKey}:`;
  const shared = openStore(() => localStorage, prefix);
  const own = openStore(() => sessionStorage, prefix);
  const visit = openVisit(shared, own);
  const sender: Sender = {
    projectKey,
    trackerVersion,
    visitorId: visitorId(shared, Date.now()),
    context: readContext(),
  };
  const delivery = openDelivery({
    url: base + INGEST_PATH,
    sender,
    onRecovered: () => parts.recording?.renew(),
    onRefused: () => parts.recording?.stop(),
  });
  const batches = collectBatches(
    () => ({ ...visit.place(), recorderVersion: parts.recording?.version() ?? "" }),
    delivery.send,
  );
  const parts: Parts = { own, visit, delivery, batches };
  unspool(own).forEach(delivery.send);
  return parts;
}

/** Observe all but the recording. Returns what tells the page view of now. */
function observePage(parts: Parts): () => PageView {
  const { visit, batches, delivery } = parts;
  let view = show(batches, document.referrer);
  /** Begin a page view with all that belongs to it, in the session of now. */
  const beginAnew = (referrer: string): void => {
    batches.cut();
    visit.follow();
    view = show(batches, referrer);
    parts.recording?.renew();
  };

  observeActivity(() => {
    if (visit.touch()) beginAnew("");
  });
  observeRoutes(() => {
    if (!visit.isAway()) view = show(batches, view.url);
  });
  observeErrors(
    () => view,
    (error) => batches.add("errors", error),
  );
  observeLifecycle(leaveAndReturn(parts, beginAnew));
  listen(window, "online", delivery.retryNow);
  return () => view;
}

function show(batches: Batches, referrer: string): PageView {
  const view = beginPageView(referrer);
  batches.add("pageViews", view);
  return view;
}

function leaveAndReturn(parts: Parts, beginAnew: (referrer: string) => void): Lifecycle {
  const { own, visit, delivery, batches } = parts;
  return {
    onHidden() {
      batches.cut();
      delivery.leave();
    },
    onLeft() {
      batches.cut();
      visit.close();
      spool(own, delivery.leave());
    },
    onVisible() {
      if (visit.touch()) beginAnew("");
      delivery.resume();
    },
    onReturned() {
      visit.open();
      visit.touch();
      delivery.resume();
      // Another page of this tab was recorded in between: the replay must not mix their DOMs.
      beginAnew(document.referrer);
    },
  };
}

function record(installation: Installation, { batches, visit, delivery }: Parts): Recording {
  return openRecording({
    installation,
    isWanted: () => !visit.isAway() && !delivery.hasGap(),
    keep(json, isFullSnapshot) {
      batches.add("events", json);
      // Not at once: what rrweb says about style sheets right after it belongs to it.
      if (isFullSnapshot) setTimeout(batches.cut);
    },
  });
}
