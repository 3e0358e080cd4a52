import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { connected, settle } from "./fake-server";
import { LiveProject } from "./live-project";
import { madeRun, madeVisitor } from "./made-live";
import { currentRun } from "./presence";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a project over the connection", () => {
  it("is subscribed to for its sessions, and for its visitors while somebody looks", async () => {
    const { connection, newest } = await connected();
    const project = new LiveProject(connection, "p1");
    const end = project.begin();
    const stop = project.followVisitors();
    const stopOther = project.followVisitors();
    stop();
    stopOther();
    end();
    await settle();

    expect(newest().said.slice(1)).toMatchObject([
      { event: "subscribe", data: { projectId: "p1", topics: ["sessions"] } },
      { event: "subscribe", data: { projectId: "p1", topics: ["visitors"] } },
      { event: "unsubscribe", data: { projectId: "p1", topics: ["visitors"] } },
      { event: "unsubscribe", data: { projectId: "p1", topics: ["sessions"] } },
    ]);
  });

  it("knows who is online: first all, then what changes", async () => {
    const { connection, newest } = await connected();
    newest().answers.subscribe = ({ topics }) => ({
      ok: true,
      visitors: String(topics).includes("visitors") ? [madeVisitor("a"), madeVisitor("b")] : [],
      runs: [],
    });
    const project = new LiveProject(connection, "p1");
    project.begin();
    project.followVisitors();
    await settle();
    newest().tell("visitors", {
      projectId: "p1",
      changed: [madeVisitor("b", { activity: 2 }), madeVisitor("c")],
      gone: ["a"],
    });
    newest().tell("visitors", { projectId: "p2", changed: [madeVisitor("x")], gone: [] });

    expect([...project.presence.get().visitors.values()]).toEqual([
      madeVisitor("b", { activity: 2 }),
      madeVisitor("c"),
    ]);
  });

  it("subscribes to the same again after a new connection, and starts from its answer", async () => {
    const { connection, newest } = await connected();
    const project = new LiveProject(connection, "p1");
    project.begin();
    project.followVisitors();
    await settle();
    newest().tell("visitors", { projectId: "p1", changed: [madeVisitor("old")], gone: [] });
    newest().close();
    await vi.advanceTimersByTimeAsync(500);
    newest().answers.subscribe = () => ({ ok: true, visitors: [madeVisitor("new")], runs: [] });
    newest().accept();
    await settle();

    expect(newest().said[1]).toMatchObject({
      event: "subscribe",
      data: { projectId: "p1", topics: ["sessions", "visitors"] },
    });
    expect([...project.presence.get().visitors.keys()]).toEqual(["new"]);
  });

  it("starts a run and stops it; who else looks sees the same", async () => {
    const { connection, newest } = await connected();
    const project = new LiveProject(connection, "p1");
    project.begin();
    await settle();
    newest().answers["admin-start-recording"] = () => ({
      recordingId: "r1",
      visitors: 2,
      run: madeRun("r1", { requested: 2 }),
    });
    const order = { purpose: "Checkout study", filter: madeRun("r1").filter, isBadgeShown: true };

    const answer = await project.start(order);
    expect(newest().said.at(-1)?.data).toEqual({ ...order, projectId: "p1", watch: false });
    expect([answer.visitors, currentRun(project.presence.get())]).toEqual([
      2,
      madeRun("r1", { requested: 2 }),
    ]);

    newest().tell("recording-state", { run: madeRun("r1", { recording: 2 }) });
    expect(currentRun(project.presence.get())?.recording).toBe(2);

    newest().tell("recording-state", { run: madeRun("r1", { state: "stopped", recorded: 2 }) });
    // What was on its way before the end does not bring it back.
    newest().tell("recording-state", { run: madeRun("r1", { recording: 1 }) });
    expect(currentRun(project.presence.get())).toBeUndefined();
  });
});
