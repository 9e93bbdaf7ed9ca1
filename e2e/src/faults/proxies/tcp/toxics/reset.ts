import type { Toxic } from '../toxic.ts';

/** Every connection is reset: those that are open at once, new ones as soon as they are there. */
export function reset(): Toxic {
  return {
    meet(connection) {
      connection.reset();
      return {};
    },
  };
}
