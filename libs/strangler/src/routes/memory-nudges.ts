import type { Nudges } from './nudges.ts';

/** Nudges within a process. */
export function memoryNudges(): Nudges {
  const listeners = new Set<{ readonly onNudge: () => void }>();
  return {
    send() {
      for (const { onNudge } of listeners) onNudge();
    },
    listen(onNudge) {
      const listener = { onNudge };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      listeners.clear();
      return Promise.resolve();
    },
  };
}
