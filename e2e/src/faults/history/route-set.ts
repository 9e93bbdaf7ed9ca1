import { Type } from 'typebox';
import { kind } from './kind.ts';
import { Problem } from './problem.ts';

const Version = Type.Integer({ minimum: 0 });

/** An operator changes the routes. */
export const routeSet = kind('routeSet', {
  /** The version that the change was made from. */
  invoke: Type.Object({ expected: Version }),
  ok: Type.Object({ version: Version }),
  fail: Problem,
  info: Problem,
});
