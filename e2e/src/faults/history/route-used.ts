import { Type } from 'typebox';
import { kind } from './kind.ts';

/** An instance decided by a version of the routes, for a request. */
export const routeUsed = kind('routeUsed', {
  note: Type.Object({ instance: Type.String(), request: Type.String(), version: Type.Integer({ minimum: 0 }) }),
});
