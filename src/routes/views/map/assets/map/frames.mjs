// Waiting until what was drawn is on screen.

// A page in the background shows no frames; so long is waited for them.
const FRAMES_MS = 200;

// The frame after the next one begins when the next one has been painted.
export function framePainted() {
  return new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
    setTimeout(done, FRAMES_MS);
  });
}
