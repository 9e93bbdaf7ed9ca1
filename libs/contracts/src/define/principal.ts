import { Type, type Static } from 'typebox';

/** On whose behalf a call is made. It travels signed, so every host can judge it alone. */
export const Principal = Type.Union([
  Type.Object({ kind: Type.Literal('customer'), customerId: Type.String({ maxLength: 64 }) }),
  Type.Object({ kind: Type.Literal('guest') }),
  Type.Object({ kind: Type.Literal('operator'), name: Type.String({ maxLength: 64 }) }),
  Type.Object({ kind: Type.Literal('module'), module: Type.String({ maxLength: 64 }) }),
]);
export type Principal = Static<typeof Principal>;
export type PrincipalKind = Principal['kind'];
