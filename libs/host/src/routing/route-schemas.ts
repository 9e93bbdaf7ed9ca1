import type { Rollout, Route as CoreRoute, RouteTableDefinition } from '@banyan/strangler';
import { Type, type Static } from 'typebox';

const target = Type.String({ minLength: 1, maxLength: 100 });
const percent = Type.Number({ minimum: 0, maximum: 100 });
const fallback = Type.Optional(Type.Boolean());

/** A route as people and stores write it. */
export const Route = Type.Union([
  Type.Object({ kind: Type.Literal('local') }),
  Type.Object({ kind: Type.Literal('remote'), target, fallback }),
  Type.Object({ kind: Type.Literal('canary'), target, percent, fallback }),
  Type.Object({ kind: Type.Literal('shadow'), target, percent }),
]);

const Step = Type.Union([
  Type.Object({ kind: Type.Literal('shadow'), percent }),
  Type.Object({ kind: Type.Literal('canary'), percent }),
  Type.Object({ kind: Type.Literal('remote') }),
]);

const RolloutSchema = Type.Object({
  target,
  steps: Type.Array(Step, { minItems: 1, maxItems: 20 }),
  at: Type.Integer({ minimum: -1 }),
  since: Type.String({ maxLength: 40 }),
  sinceVersion: Type.Integer({ minimum: 1 }),
  mode: Type.Union([Type.Literal('automatic'), Type.Literal('manual')]),
  state: Type.Union([Type.Literal('running'), Type.Literal('held'), Type.Literal('rolledBack'), Type.Literal('done')]),
  gate: Type.Object({
    minimumSamples: Type.Integer({ minimum: 1 }),
    dwellMs: Type.Integer({ minimum: 0 }),
    errorRate: Type.Number({ minimum: 0, maximum: 1 }),
    slowerBy: Type.Number({ minimum: 1 }),
    slowerByMs: Type.Number({ minimum: 0 }),
    mismatchRate: Type.Number({ minimum: 0, maximum: 1 }),
  }),
});

/** A route table as it stands in settings and stores. */
export const RouteTableSchema = Type.Object({
  version: Type.Integer({ minimum: 1 }),
  routes: Type.Record(Type.String({ maxLength: 200 }), Route),
  rollouts: Type.Optional(Type.Record(Type.String({ maxLength: 200 }), RolloutSchema)),
});

/** The schemas say what the core says: these lines do not compile otherwise. */
type Unchanging<T> = T extends object ? { readonly [K in keyof T]: Unchanging<T[K]> } : T;
type Same<A, B> = [Unchanging<A>] extends [B] ? ([B] extends [Unchanging<A>] ? true : never) : never;
true satisfies Same<Static<typeof Route>, CoreRoute>;
true satisfies Same<Static<typeof RolloutSchema>, Rollout>;
true satisfies Same<Static<typeof RouteTableSchema>, RouteTableDefinition>;
