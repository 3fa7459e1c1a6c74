// Follows the silo's feed for ever: reads it, notices its silence, and comes back after growing pauses to where it was.
import { stream } from './api.js';
import { eventReader } from './sse.js';

const heartbeatMs = 5_000;
const silenceMs = 3 * heartbeatMs;
const pauseMs = { first: 1_000, longest: 30_000 };

/** How the feed is: state is 'live' or 'lost', heardAt and retryAt are of performance.now(). */
export const feed = { state: 'lost', heardAt: null, retryAt: null, words: '' };

/** The feed is stale where it should have said something by now. */
export const isStale = () => feed.state === 'live' && performance.now() - feed.heardAt > 2 * heartbeatMs;

let wake = () => {};
/** Ends the pause before the next try. */
export const tryNow = () => wake();

export async function follow(onMessage) {
  let last = null;
  let pause = pauseMs.first;
  addEventListener('online', tryNow);
  for (;;) {
    let heard = false;
    try {
      await read(last, (event) => {
        heard = true;
        feed.state = 'live';
        feed.heardAt = performance.now();
        last = event.id ?? last;
        pause = pauseMs.first;
        if (event.name === 'snapshot' || event.name === 'change') onMessage(event.name, JSON.parse(event.data));
      });
      // It does so every few minutes, to ask again who is asking: that is no loss.
      if (heard) continue;
      feed.words = 'The silo closed the feed.';
    } catch (fault) {
      feed.words = fault.status === 403 ? 'Your role may not see the board.' : fault.message;
    }
    feed.state = 'lost';
    // Many boards that lost the same silo do not come back at the same moment.
    const wait = pause * (0.75 + Math.random() / 2);
    feed.retryAt = performance.now() + wait;
    await Promise.race([new Promise((done) => setTimeout(done, wait)), new Promise((done) => { wake = done; })]);
    pause = Math.min(2 * pause, pauseMs.longest);
  }
}

async function read(last, onEvent) {
  const leave = new AbortController();
  let watch;
  const listen = () => {
    clearTimeout(watch);
    watch = setTimeout(() => leave.abort(new Error('The feed fell silent.')), silenceMs);
  };
  listen();
  try {
    const answer = await stream('/feed', leave.signal, last === null ? {} : { 'Last-Event-ID': last });
    const take = eventReader(onEvent);
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      listen();
      take(value);
    }
  } finally {
    clearTimeout(watch);
    leave.abort();
  }
}
