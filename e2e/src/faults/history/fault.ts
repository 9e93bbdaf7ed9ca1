import { Type } from 'typebox';
import { kind } from './kind.ts';

/** Something is broken on purpose: `ok` once it has taken effect. */
export const fault = kind('fault', {
  /** By its number in the catalogue of faults: `F27`. */
  invoke: Type.Object({ fault: Type.String() }),
  /** By what is known that it took effect: a pid that is gone, connections that were cut. */
  ok: Type.Object({ evidence: Type.String({ minLength: 1 }) }),
  fail: Type.Object({ error: Type.String() }),
  info: Type.Object({ error: Type.String() }),
});
