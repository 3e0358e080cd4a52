import { expect, it } from "vitest";
import { identityOf } from "../src/identify/identity";

it.each([
  ["u-81", "u-81"],
  [8101, "8101"],
  ["550e8400-e29b-41d4-a716-446655440000", "550e8400-e29b-41d4-a716-446655440000"],
  ["auth0|5f7c8ec7c33c6c004bbafe82", "auth0|5f7c8ec7c33c6c004bbafe82"],
  ["bob@example.com", null],
  ["Bob Example", null],
  ["eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.c2ln", null],
  ["AKIAIOSFODNN7EXAMPLE", null],
  ["AT611904300234573201", null],
  ["", null],
  ["x".repeat(129), null],
  [null, null],
  [{ id: 1 }, null],
  [Number.NaN, null],
])("takes %j as %j", (given, id) => {
  expect(identityOf(given)).toBe(id);
});
