import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "../errors";
import { CLOCK_AHEAD_MS, connected, connectionWithSockets, settle } from "./fake-server";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the connection to the server", () => {
  it("says hello with a ticket, and knows the server's clock", async () => {
    const { connection, newest } = await connected();

    expect(newest().said).toEqual([{ event: "hello", data: { token: "lt_1" }, id: 1 }]);
    expect(connection.state.get()).toBe("connected");
    expect(connection.serverNow()).toBe(Date.now() + CLOCK_AHEAD_MS);
  });

  it("hands an answer to whoever asked, and a refusal as an error", async () => {
    const { connection, newest } = await connected();
    const run = { recordingId: "r1" };
    newest().answers["admin-stop-recording"] = () => ({ recordingId: "r1", run });

    expect(await connection.ask("admin-stop-recording", { recordingId: "r1" })).toEqual({
      recordingId: "r1",
      run,
    });

    newest().isSilent = true;
    const refused = connection.ask("admin-stop-recording", { recordingId: "r2" });
    const error = { status: 404, code: "not_found", detail: "No such run." };
    newest().say({ ack: newest().said.at(-1)?.id, error });

    await expect(refused).rejects.toEqual(new ApiError(404, "not_found", "No such run."));
  });

  it("tells events to those who listen, with the text as it came", async () => {
    const { connection, newest } = await connected();
    const heard: unknown[] = [];
    const stop = connection.on("going-away", (data, text) => heard.push(data, text));

    newest().tell("going-away", { retryAfterMs: 5 });
    newest().tell("something-newer", {});
    newest().say("not an object");
    stop();
    newest().tell("going-away", { retryAfterMs: 6 });

    expect(heard).toEqual([
      { retryAfterMs: 5 },
      '{"event":"going-away","data":{"retryAfterMs":5}}',
    ]);
  });

  it("comes back after longer and longer pauses, with a new ticket each time", async () => {
    let tickets = 0;
    const { connection, sockets, newest } = connectionWithSockets(async () => {
      tickets += 1;
      return `lt_${tickets}`;
    });
    connection.open();
    await settle();

    for (const pause of [500, 1000, 2000]) {
      newest().close();
      expect(connection.state.get()).toBe("reconnecting");
      await vi.advanceTimersByTimeAsync(pause - 1);
      const before = sockets.length;
      await vi.advanceTimersByTimeAsync(1);
      expect(sockets.length).toBe(before + 1);
    }

    newest().accept();
    await settle();
    expect(connection.state.get()).toBe("connected");
    expect(newest().said[0]?.data).toEqual({ token: "lt_4" });
  });

  it("waits as long as a server that restarts asks for", async () => {
    const { sockets, newest } = await connected();

    newest().tell("going-away", { retryAfterMs: 3000 });
    newest().close();
    await vi.advanceTimersByTimeAsync(3000);
    expect(sockets.length).toBe(1);
    await vi.advanceTimersByTimeAsync(500);

    expect(sockets.length).toBe(2);
  });

  it("does not hurry where the server refuses the login", async () => {
    let asked = 0;
    const { connection, sockets } = connectionWithSockets(async () => {
      asked += 1;
      throw new ApiError(401, "not_authenticated", "Log in.");
    });
    connection.open();
    await settle();
    await vi.advanceTimersByTimeAsync(29_999);
    expect(asked).toBe(1);
    await vi.advanceTimersByTimeAsync(1);

    expect([asked, sockets.length, connection.state.get()]).toEqual([2, 0, "reconnecting"]);
  });

  it("fails what was asked when the connection is lost, and what is asked meanwhile", async () => {
    const { connection, newest } = await connected();
    newest().isSilent = true;
    const asked = connection.ask("admin-stop-recording", { recordingId: "r1" });
    newest().close();

    await expect(asked).rejects.toMatchObject({ code: "not_connected" });
    await expect(
      connection.ask("admin-stop-recording", { recordingId: "r1" }),
    ).rejects.toMatchObject({ code: "not_connected" });
  });

  it("takes a server that has become silent for gone", async () => {
    const { connection, sockets, newest } = await connected();
    await connection.ask("subscribe", { projectId: "p1", topics: ["sessions"] });
    newest().isSilent = true;

    await vi.advanceTimersByTimeAsync(25_000);
    expect(newest().said.at(-1)).toMatchObject({
      event: "unsubscribe",
      data: { projectId: "p1", topics: [] },
    });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(connection.state.get()).toBe("reconnecting");
    await vi.advanceTimersByTimeAsync(500);

    expect(sockets.length).toBe(2);
  });

  it("gives up an address that never answers", async () => {
    const { connection, sockets } = connectionWithSockets();
    connection.open();
    await settle();
    await vi.advanceTimersByTimeAsync(10_500);

    expect(sockets.length).toBe(2);
  });

  it("rests while paused, and connects at once when opened again", async () => {
    const { connection, sockets, newest } = await connected();
    connection.pause();
    await vi.advanceTimersByTimeAsync(600_000);
    expect([sockets.length, connection.state.get()]).toEqual([1, "paused"]);

    connection.open();
    await settle();
    newest().accept();
    await settle();

    expect([sockets.length, connection.state.get()]).toEqual([2, "connected"]);
  });

  it("does not take up a ticket that comes after it was closed", async () => {
    let give = (_ticket: string) => {};
    const { connection, sockets } = connectionWithSockets(
      () =>
        new Promise((resolve) => {
          give = resolve;
        }),
    );
    connection.open();
    connection.close();
    give("lt_late");
    await settle();

    expect([sockets.length, connection.state.get()]).toEqual([0, "closed"]);
  });
});
