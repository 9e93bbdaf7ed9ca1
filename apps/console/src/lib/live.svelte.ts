import { getContext, setContext } from 'svelte';
import type { TrafficAnswer } from './answers.ts';

/** What flows, as long as a page is open. */
export class Live {
  /** What was told last; undefined before that, or while nothing is told. */
  traffic: TrafficAnswer | undefined = $state.raw(undefined);
  /** Whether the shop tells what flows. */
  connected = $state(true);

  /** Watches from now on. @returns ends it */
  follow(): () => void {
    const events = new EventSource('/live');
    let newest: string | undefined;
    let frame: number | undefined;

    // A page that is not looked at gets no frames, and reads nothing until it is.
    const draw = () => {
      frame = undefined;
      if (newest !== undefined) this.traffic = JSON.parse(newest) as TrafficAnswer;
      newest = undefined;
    };
    events.addEventListener('traffic', ({ data }: MessageEvent<string>) => {
      newest = data;
      this.connected = true;
      frame ??= requestAnimationFrame(draw);
    });
    const away = () => {
      newest = undefined;
      this.traffic = undefined;
      this.connected = false;
    };
    events.addEventListener('away', away);
    events.addEventListener('error', away);
    return () => {
      events.close();
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }
}

const key = Symbol('live');

/** Gives all pages below what flows. */
export const provideLive = (live: Live): Live => setContext(key, live);

/** What flows, for a page. */
export const useLive = (): Live => getContext<Live>(key);
