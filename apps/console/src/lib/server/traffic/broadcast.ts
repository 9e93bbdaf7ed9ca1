import { setTimeout as pause } from 'node:timers/promises';

/** Says the same to all who listen. Who is slow misses what came in between, and hears the newest: nothing waits for anybody. */
export interface Broadcast {
  say(text: string): void;
  /** What is said from now on, beginning with what was said last; nothing if too many listen already. */
  listen(): ReadableStream<Uint8Array> | undefined;
  /** Ends it for all, and for good. */
  close(): void;
}

interface Listener {
  heard: number;
  /** When it was told last: milliseconds of this process. */
  at: number;
  controller?: ReadableStreamDefaultController<Uint8Array>;
  /** It has taken what it was told, and is to be told the next. */
  wake?: () => void;
}

/**
 * @param most who may listen at once
 * @param between milliseconds that lie between two things that one listener is told, at least
 */
export function broadcast(most: number, between: number): Broadcast {
  const listeners = new Set<Listener>();
  const encoder = new TextEncoder();
  let closed = false;
  let count = 0;
  let newest = new Uint8Array();
  return {
    say: (text) => {
      newest = encoder.encode(text);
      count++;
      for (const listener of listeners) listener.wake?.();
    },
    listen: () => {
      if (closed || listeners.size >= most) return undefined;
      const listener: Listener = { heard: 0, at: -Infinity };
      listeners.add(listener);
      return new ReadableStream<Uint8Array>(
        {
          start: (controller) => void (listener.controller = controller),
          pull: async (controller) => {
            const early = listener.at + between - performance.now();
            if (early > 0) await pause(early, undefined, { ref: false });
            if (listener.heard === count && listeners.has(listener)) await new Promise<void>((resolve) => (listener.wake = resolve));
            delete listener.wake;
            if (!listeners.has(listener)) return;
            listener.heard = count;
            listener.at = performance.now();
            controller.enqueue(newest);
          },
          cancel: () => {
            listeners.delete(listener);
            listener.wake?.();
          },
        },
        { highWaterMark: 1 },
      );
    },
    close: () => {
      closed = true;
      for (const listener of listeners) {
        listeners.delete(listener);
        listener.wake?.();
        listener.controller?.close();
      }
    },
  };
}
