import { expect, it } from "vitest";
import { type Call, Guard, type Watched } from "./guard";

/** A browser tab with a guard; `answering` player pages answer every ping at once. */
function tab() {
  const calls: Call[] = [];
  let isVisible = true;
  const guard = new Guard({ isVisible: () => isVisible, call: (call) => calls.push(call) });
  const open = ({ isReady = true } = {}) => {
    const page = { answers: true };
    const watched: Watched = guard.watch(() => page.answers && watched.answered());
    if (isReady) watched.ready();
    return { page, watched, fate: () => watched.fate.get() };
  };
  const wait = (seconds: number) => {
    for (let beat = 0; beat < seconds * 2; beat += 1) guard.beat();
  };
  const show = (shown: boolean) => {
    isVisible = shown;
  };
  return { guard, calls, open, wait, show };
}

it("leaves player pages alone that answer", () => {
  const { open, wait, calls } = tab();
  const { watched, fate } = open();
  watched.setDrawing(true);

  wait(300);

  expect([fate(), calls]).toEqual(["shown", []]);
});

it("gives a page ten seconds, and then takes all away; the one that was drawing stays away", () => {
  const { open, wait, calls } = tab();
  const [guilty, other, healthy] = [open(), open(), open()];
  wait(1);
  guilty.watched.setDrawing(true);
  guilty.page.answers = false;
  other.page.answers = false;

  wait(10);
  expect([guilty.fate(), other.fate()]).toEqual(["shown", "shown"]);
  wait(0.5);
  expect([guilty.fate(), other.fate(), healthy.fate()]).toEqual(["hung", "away", "shown"]);
  wait(1.5);

  expect([guilty.fate(), other.fate()]).toEqual(["hung", "shown"]);
  expect(calls).toEqual(["answer", "leave"]);
});

it("does not count the time in which nobody sees the tab", () => {
  const { open, wait, show } = tab();
  const { page, fate } = open();
  page.answers = false;

  show(false);
  wait(600);
  expect(fate()).toBe("shown");
  show(true);
  wait(10);
  expect(fate()).toBe("shown");
  wait(0.5);

  expect(fate()).toBe("away");
});

it("blames a page that told nothing when it hangs again within a minute", () => {
  const { open, wait } = tab();
  const { page, watched, fate } = open();
  page.answers = false;
  wait(12);
  expect(fate()).toBe("shown");

  watched.ready();
  wait(10.5);

  expect(fate()).toBe("hung");
});

it("shows again what somebody wants to see, and blames it when it hangs again", () => {
  const { guard, open, wait } = tab();
  const { page, watched, fate } = open();
  watched.setDrawing(true);
  page.answers = false;
  wait(13);
  guard.retry(watched);
  expect(fate()).toBe("shown");

  watched.ready();
  wait(10.5);

  expect(fate()).toBe("hung");
});

it("loads a player page once more that does not come, and then waits", () => {
  const { open, wait, calls } = tab();
  const { watched, fate } = open({ isReady: false });
  const fates: string[] = [];
  watched.fate.subscribe(() => fates.push(fate()));

  wait(59);

  expect(fates).toEqual(["away", "shown"]);
  expect(calls).toEqual(["answer", "leave"]);
});

it("keeps what comes after a silent frame out of its process until that is gone", () => {
  const { guard, open, wait } = tab();
  const { page, watched } = open();
  page.answers = false;
  wait(3);
  guard.forget(watched);

  const next = open({ isReady: false });

  expect(next.fate()).toBe("away");
  wait(1.5);
  expect(next.fate()).toBe("shown");
});

it("lets go what holds the process of another tab, and only that", () => {
  const { guard, open, wait, show } = tab();
  const [silent, answering] = [open(), open()];
  silent.page.answers = false;
  silent.watched.setDrawing(true);
  show(false);

  guard.hear("answer");
  guard.hear("leave");

  // Nothing is drawn in a tab that is not seen: the mark says nothing.
  expect([silent.fate(), answering.fate()]).toEqual(["away", "shown"]);
  wait(1.5);
  expect(silent.fate()).toBe("shown");
});
