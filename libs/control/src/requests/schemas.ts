import type { Gate as CoreGate, Route as CoreRoute, Step as CoreStep } from '@banyan/strangler';
import { Type, type Static, type TSchema } from 'typebox';

const strict = { additionalProperties: false } as const;
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const percent = Type.Number({ minimum: 0, maximum: 100 });
const fallback = Type.Optional(Type.Boolean());
const target = text(100);
const version = Type.Integer({ minimum: 1 });

/** One of several forms, told apart by their `kind`. */
export type Forms = Readonly<Record<string, TSchema>>;

const local = Type.Object({ kind: Type.Literal('local') }, strict);
const remote = Type.Object({ kind: Type.Literal('remote'), target, fallback }, strict);
const canary = Type.Object({ kind: Type.Literal('canary'), target, percent, fallback }, strict);
const shadow = Type.Object({ kind: Type.Literal('shadow'), target, percent }, strict);
export const routeForms = { local, remote, canary, shadow } as const satisfies Forms;
const Route = Type.Union([local, remote, canary, shadow]);

const shadowStep = Type.Object({ kind: Type.Literal('shadow'), percent }, strict);
const canaryStep = Type.Object({ kind: Type.Literal('canary'), percent }, strict);
const remoteStep = Type.Object({ kind: Type.Literal('remote') }, strict);
export const stepForms = { shadow: shadowStep, canary: canaryStep, remote: remoteStep } as const satisfies Forms;
const Step = Type.Union([shadowStep, canaryStep, remoteStep]);

const Gate = Type.Object(
  {
    minimumSamples: Type.Optional(Type.Integer({ minimum: 1 })),
    dwellMs: Type.Optional(Type.Integer({ minimum: 0 })),
    errorRate: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    slowerBy: Type.Optional(Type.Number({ minimum: 1 })),
    slowerByMs: Type.Optional(Type.Number({ minimum: 0 })),
    mismatchRate: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
  },
  strict,
);

/** Who, why, and how: part of each change. */
const wish = {
  by: Type.String({ minLength: 1, maxLength: 200, pattern: '^(?!rollout$)', description: 'Give your name; ‘rollout’ stands for rollouts that move by themselves.' }),
  why: text(1_000),
  dryRun: Type.Optional(Type.Boolean()),
  ifVersion: Type.Optional(version),
};

/** `PUT routes` */
export const SetRouteRequest = Type.Object({ entry: text(200), route: Route, ...wish }, strict);

/** `POST rollouts/<entry>` */
export const StartRolloutRequest = Type.Object(
  {
    target,
    mode: Type.Optional(Type.Union([Type.Literal('automatic'), Type.Literal('manual')])),
    steps: Type.Optional(Type.Array(Step, { minItems: 1, maxItems: 20 })),
    gate: Type.Optional(Gate),
    ...wish,
  },
  strict,
);

/** `POST rollouts/<entry>/advance`, `hold`, `resume`, `rollback` */
export const MoveRolloutRequest = Type.Object(wish, strict);

/** `POST revert` */
export const RevertRequest = Type.Object({ version, ...wish }, strict);

/** Why something is done that no version of the routes tells of. Left out by earlier releases of the command. */
const why = Type.Optional(wish.why);

/** `POST overrides` */
export const OverrideRequest = Type.Object(
  { routes: Type.Record(text(200), target), minutes: Type.Integer({ minimum: 1, maximum: 1_440 }), by: wish.by, why },
  strict,
);

const number = (description: string) => Type.Optional(Type.String({ pattern: '^[1-9]\\d{0,8}$', description }));

/** `GET history?limit&before` */
export const HistoryQuery = Type.Object(
  {
    limit: Type.Optional(Type.String({ pattern: '^([1-9]\\d?|1\\d\\d|200)$', description: 'Give a whole number from 1 to 200.' })),
    before: number('Give a version.'),
  },
  strict,
);

/** `GET acts?limit&before` */
export const ActsQuery = Type.Object({ limit: HistoryQuery.properties.limit, before: number('Give the number of an act.') }, strict);

/** `GET shadows?entry&since` */
export const ShadowsQuery = Type.Object({ entry: Type.Optional(text(200)), since: number('Give a version.') }, strict);

const limit = Type.Optional(Type.String({ pattern: '^([1-9]\\d?|1\\d\\d|200)$', description: 'Give a whole number from 1 to 200.' }));
const module = text(100);
const lane = text(300);

/** `GET lanes?module&limit&after`, `GET parked?module&limit&after` */
export const LanesQuery = Type.Object(
  {
    module: Type.Optional(module),
    limit,
    after: Type.Optional(Type.String({ maxLength: 400, pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z/.', description: 'Give the `next` of the page before.' })),
  },
  strict,
);

/** `POST lanes/retry` */
export const RetryRequest = Type.Object({ module, lane, by: wish.by, why, dryRun: wish.dryRun }, strict);

/** `POST lanes/discard` */
export const DiscardRequest = Type.Object({ module, lane, sequence: Type.Integer({ minimum: 1 }), reason: text(1_000), by: wish.by, dryRun: wish.dryRun }, strict);

/** `POST queues/redrive` */
export const RedriveRequest = Type.Object({ module, by: wish.by, why }, strict);

export const NoQuery = Type.Object({}, strict);

/** The schemas say what the core says: these lines do not compile otherwise. */
type Unchanging<T> = T extends object ? { readonly [K in keyof T]: Unchanging<T[K]> } : T;
type Same<A, B> = [Unchanging<A>] extends [B] ? ([B] extends [Unchanging<A>] ? true : never) : never;
true satisfies Same<Static<typeof Route>, CoreRoute>;
true satisfies Same<Static<typeof Step>, CoreStep>;
true satisfies Same<Static<typeof Gate>, Partial<CoreGate>>;
