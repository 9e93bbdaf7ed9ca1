import { Type } from 'typebox';
import { kind } from './kind.ts';

/** All faults are healed and nobody orders any more (`invoke`): the shop works off what is left. */
export const drain = kind('drain', {
  invoke: Type.Object({}),
  ok: Type.Object({}),
  /** What was still left when patience ran out. */
  fail: Type.Object({ pending: Type.String() }),
});
