// Fetches a part; one the server has no time for is asked for again when the server says, a few times.
const TIMES = 4;
const BUSY = "The server is busy. This part is asked for again in a few seconds.";

// `wanted` says whether the part is still waited for; `say` shows a sentence in its place while it has to wait.
export async function fetched(address, wanted, say) {
  for (let time = 1; ; time++) {
    const answer = await fetch(address);
    if (answer.status !== 503 || time === TIMES || !wanted()) return answer;
    say(BUSY);
    const seconds = Math.min(Number(answer.headers.get("retry-after")) || 5, 30);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
}
