/** Visitors and runs for unit tests, with what a test does not care about filled in. */

import type { LiveTab, LiveVisitor, Run } from "./messages";

export function madeTab(fields: Partial<LiveTab> = {}): LiveTab {
  return {
    tabId: "tab1",
    pageViewId: "view1",
    pageURL: "https://shop.example/plans",
    title: "Plans",
    viewportWidth: 1280,
    viewportHeight: 800,
    shownAt: 1_000,
    isVisible: true,
    ...fields,
  };
}

export function madeVisitor(sessionId: string, fields: Partial<LiveVisitor> = {}): LiveVisitor {
  return {
    sessionId,
    visitorId: `v_${sessionId}`,
    userId: "",
    onlineSince: 1_000,
    activeAt: 2_000,
    device: "desktop",
    browser: "Chrome",
    os: "Linux",
    country: "DE",
    referrer: "",
    source: "direct",
    language: "en",
    tabs: [madeTab()],
    canRecord: true,
    obstacle: "",
    recordingId: "",
    recordingState: "idle",
    viewers: 0,
    activity: 0,
    ...fields,
  };
}

export function madeRun(recordingId: string, fields: Partial<Run> = {}): Run {
  return {
    recordingId,
    projectId: "p1",
    state: "recording",
    purpose: "Checkout study",
    filter: {
      page: "",
      device: "",
      country: "",
      source: "",
      visitorId: "",
      sessionIds: [],
      nextVisitors: 0,
    },
    isBadgeShown: false,
    startedBy: "Ada",
    startedAt: 1_000,
    stoppedAt: 0,
    stopReason: "",
    endsAt: 3_601_000,
    requested: 0,
    recording: 0,
    recorded: 0,
    withoutConsent: 0,
    viewers: 1,
    ...fields,
  };
}
