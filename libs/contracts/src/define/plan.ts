import { Type, type Static, type TObject, type TProperties, type TSchema, type TUnsafe } from 'typebox';
import type { Comparison } from './comparison.ts';
import { read, type ErrorSchemas, type Operation } from './operation.ts';

/** A declared error in the place of an answer. */
export interface PlannedRefusal {
  readonly error: { readonly code: string; readonly data: unknown };
}

/** Tables by name, and of each the rows that a write would leave behind, by their keys (see `rowsBy`); null for one that it would remove. */
export type PlannedRows = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

/** A deferred call or an event that a write would send. */
export interface PlannedMessage {
  /** `orders.placeOrder`, `orders.orderChanged` */
  readonly address: string;
  readonly body: unknown;
}

/**
 * All that a write would do, as a value: nothing of it has been done. Tables and lanes to which nothing happens are left
 * out; a refusal has none.
 */
export interface Plan<Answer = unknown, Rows extends PlannedRows = PlannedRows, Message extends PlannedMessage = PlannedMessage> {
  readonly answer: Answer;
  readonly rows: Rows;
  /** By lane, in the lane's order. */
  readonly messages: Readonly<Record<string, readonly Message[]>>;
}

/** Tables by name, and the columns of each. */
type Tables = Readonly<Record<string, TProperties>>;
type RowsIn<T extends Tables> = { readonly [Name in keyof T]?: Readonly<Record<string, Static<TObject<T[Name]>> | null>> };
type MessageIn<M extends Readonly<Record<string, TSchema>>> = {
  readonly [Address in keyof M & string]: { readonly address: Address; readonly body: Static<M[Address]> };
}[keyof M & string];

/** A read that says what a write would do. */
export type PlanOperation<W extends Operation, R extends TSchema, T extends Tables, M extends Readonly<Record<string, TSchema>>> = Operation<
  TObject<{ input: W['input']; reads: R }>,
  TUnsafe<Plan<Static<W['output']> | PlannedRefusal, RowsIn<T>, MessageIn<M>>>,
  'reply',
  {}
> & { readonly plans: W };

/** What an operation made by {@link plan} decides where it does not refuse. */
export type DecisionOf<P extends Operation> =
  Static<P['output']> extends Plan<infer Answer, infer Rows, infer Message> ? Plan<Exclude<Answer, PlannedRefusal>, Rows, Message> : never;

/**
 * The operation by which a write is compared between two placements: it decides over what was read, without reading, clock or
 * chance, and nothing is done. It is called by whom, and compared as, the write is: a place in the write's answer is one below
 * `/answer` here, and rows and lanes are counted as one place each, `/rows/catalog.price/*`.
 *
 * Its answer is strict: a plan that names another table, column or message fails, rather than being cut to what is known.
 */
export function plan<W extends Operation, R extends TSchema, T extends Tables = {}, M extends Readonly<Record<string, TSchema>> = {}>(
  write: W,
  spec: {
    readonly description?: string;
    /** All that the decision rests on beside the input, the instant and new ids included. */
    readonly reads: R;
    /** The tables whose rows it would change: `{ 'catalog.price': { sku: Sku, amount: Amount } }`. */
    readonly rows?: T;
    /** The bodies of what it would send, by address. */
    readonly messages?: M;
    /** Rules for places in rows and messages. */
    readonly compare?: Pick<Comparison, 'ignore' | 'unordered' | 'personal'>;
  },
): PlanOperation<W, R, T, M> {
  type Output = PlanOperation<W, R, T, M>['output'];
  const { description, reads, compare = {} } = spec;
  const tables: Tables = spec.rows ?? {};
  const messages: Readonly<Record<string, TSchema>> = spec.messages ?? {};
  return {
    ...read({
      ...(description === undefined ? {} : { description }),
      input: Type.Object({ input: write.input, reads }),
      output: Type.Object({
        answer: Type.Union([...refusals(write.errors), write.output]),
        rows: strict(Object.fromEntries(Object.entries(tables).map(([table, columns]) => [table, Type.Optional(rowsOf(columns))]))),
        messages: Object.keys(messages).length === 0 ? strict({}) : Type.Record(Type.String(), Type.Array(anyOf(messages))),
      }) as TSchema as Output,
      timeout: write.timeout,
      callers: write.callers,
      compare: { keyed: Object.keys(tables).length === 0 ? ['/messages'] : ['/rows/*', '/messages'], ...comparisonOf(write.compare ?? {}, compare) },
    }),
    plans: write,
  };
}

function strict(properties: TProperties): TObject {
  return Type.Object(properties, { additionalProperties: false });
}

function refusals(errors: ErrorSchemas): TSchema[] {
  return Object.entries(errors).map(([code, data]) => Type.Object({ error: Type.Object({ code: Type.Literal(code), data }) }));
}

function rowsOf(columns: TProperties): TSchema {
  return Type.Record(Type.String(), Type.Union([strict(columns), Type.Null()]));
}

function anyOf(messages: Readonly<Record<string, TSchema>>): TSchema {
  return Type.Union(Object.entries(messages).map(([address, body]) => Type.Object({ address: Type.Literal(address), body })));
}

/** The write's rules, moved to where its answer and its input stand in a plan, and those for its effects. */
function comparisonOf(write: Comparison, effects: Comparison): Comparison<unknown> {
  const both = (rule: (comparison: Comparison) => readonly string[] | undefined, moved: string) => [
    ...(rule(write) ?? []).map((place) => `${moved}${place}`),
    ...(rule(effects) ?? []),
  ];
  const normalise = write.normalise as ((answer: unknown) => unknown) | undefined;
  return {
    ignore: both(({ ignore }) => ignore, '/answer'),
    unordered: both(({ unordered }) => unordered, '/answer'),
    personal: {
      input: both(({ personal }) => personal?.input, '/input'),
      answer: both(({ personal }) => personal?.answer, '/answer'),
    },
    ...(normalise ? { normalise: (plan: unknown) => withAnswer(plan as Plan, normalise) } : {}),
  };
}

function withAnswer(plan: Plan, normalise: (answer: unknown) => unknown): Plan {
  const isRefusal = Object.hasOwn(plan.answer as object, 'error');
  return isRefusal ? plan : { ...plan, answer: normalise(plan.answer) };
}
