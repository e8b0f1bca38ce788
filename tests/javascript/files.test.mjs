import assert from "node:assert/strict";
import { test } from "node:test";

// The module reads what the page has set and asks for.
globalThis.document = { documentElement: {}, querySelector: () => null };
globalThis.window = { mapHost: {} };
const { patiently } = await import("../../src/routes/views/map/assets/map/files.mjs");

const busy = (after) => Object.assign(new Error("503"), { after });

test("a file the server has no time for is asked for again after the time it gives", async () => {
  const answers = [busy(5), busy(7)];
  const waited = [];
  const read = async () => {
    const next = answers.shift();
    if (next) throw next;
    return "file";
  };
  assert.equal(await patiently(read, async (seconds) => waited.push(seconds)), "file");
  assert.deepEqual(waited, [5, 7]);
});

test("it is asked for a few times and not for ever, and what is not there only once", async () => {
  for (const [error, times] of [
    [busy(1), 4],
    [busy(0), 1],
  ]) {
    let asked = 0;
    const read = async () => {
      asked++;
      throw error;
    };
    await assert.rejects(
      patiently(read, async () => {}),
      error,
    );
    assert.equal(asked, times);
  }
});
