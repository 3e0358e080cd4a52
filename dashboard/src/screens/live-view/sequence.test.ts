import { expect, test } from "vitest";
import { Sequence } from "./sequence";

interface Made {
  seq: number;
  isCatchUp: boolean;
  metaAt: number | null;
  pictureAt: number | null;
}

const event = (seq: number): Made => ({ seq, isCatchUp: false, metaAt: null, pictureAt: null });
const snapshot = (seq: number): Made => ({ ...event(seq), metaAt: 5, pictureAt: 5 });
const catchUp = (seq: number): Made => ({ ...snapshot(seq), isCatchUp: true });

/** What is shown of messages, as `begin 3` and `3`. */
function shown(sequence: Sequence<Made>, messages: readonly Made[], now = 0): string[] {
  return messages.flatMap((message) =>
    sequence
      .take(message, now)
      .map(({ does, message: { seq } }) => (does === "begin" ? `begin ${seq}` : `${seq}`)),
  );
}

function flowing(): Sequence<Made> {
  const sequence = new Sequence<Made>();
  sequence.take(catchUp(1), 0);
  return sequence;
}

test("nothing is shown before the first full snapshot", () => {
  const sequence = new Sequence<Made>();

  expect(shown(sequence, [event(1), event(2), snapshot(3), event(4)])).toEqual(["begin 3", "4"]);
});

test("a catch-up in several parts is one picture", () => {
  const meta = { ...catchUp(9), pictureAt: null };
  const picture = { ...catchUp(9), metaAt: null };
  const rest = { ...event(9), isCatchUp: true };
  const parts = [meta, picture, rest, event(10)];

  expect(shown(new Sequence<Made>(), parts)).toEqual(["begin 9", "9", "9", "10"]);
});

test("what was shown already is not shown again", () => {
  expect(shown(flowing(), [event(2), event(2), event(1), snapshot(2), event(3)])).toEqual([
    "2",
    "3",
  ]);
});

test("messages that overtook each other come in their order", () => {
  expect(shown(flowing(), [event(4), event(3), event(2), event(5)])).toEqual(["2", "3", "4", "5"]);
});

test("a full snapshot in its turn continues the picture", () => {
  expect(shown(flowing(), [snapshot(2), event(3)])).toEqual(["2", "3"]);
});

test("a hole stops the picture after a second, and the next full snapshot mends it", () => {
  const sequence = flowing();
  expect(shown(sequence, [event(3)])).toEqual([]);
  sequence.giveUp(1_000);
  expect(sequence.flow).toBe("flowing");
  sequence.giveUp(1_001);

  expect(sequence.flow).toBe("resyncing");
  expect(shown(sequence, [event(4), snapshot(6), event(7)])).toEqual(["begin 6", "7"]);
  expect(sequence.flow).toBe("flowing");
});

test("many messages behind a hole stop the picture at once", () => {
  const sequence = flowing();
  const behind = Array.from({ length: 17 }, (_, index) => event(index + 3));

  expect(shown(sequence, behind)).toEqual([]);
  expect(sequence.flow).toBe("resyncing");
});

test("a full snapshot behind a hole mends it before anybody noticed", () => {
  expect(shown(flowing(), [event(5), snapshot(4)])).toEqual(["begin 4", "5"]);
});

test("what the server says is missing stops the picture, whatever the numbers say", () => {
  const sequence = flowing();
  sequence.tell("resyncing");

  expect(shown(sequence, [event(2), event(3)])).toEqual([]);
  expect(sequence.flow).toBe("resyncing");
  sequence.tell("healed");
  expect(sequence.flow).toBe("resyncing");
  expect(shown(sequence, [snapshot(4)])).toEqual(["begin 4"]);
});

test("before the first picture there is nothing to resync", () => {
  const sequence = new Sequence<Made>();
  sequence.tell("resyncing");
  expect(sequence.flow).toBe("waiting");
});

test("after a new connection the catch-up begins anew, also with a lower number", () => {
  const sequence = flowing();
  expect(shown(sequence, [event(2), catchUp(2), event(3)])).toEqual(["2", "begin 2", "3"]);
});
