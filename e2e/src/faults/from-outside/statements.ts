import { Client } from 'pg';

/** A statement that a host has for PostgreSQL. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What came of one. */
export interface Outcome {
  readonly rows: readonly object[];
}

/** Has PostgreSQL run a statement. */
export type SendStatement = (statement: Statement) => Promise<Outcome>;

type Query = (this: Client, ...asked: unknown[]) => unknown;
type Callback = (error: Error | null, outcome?: Outcome) => void;

interface Asked {
  readonly config: object;
  readonly statement: Statement;
  readonly callback: Callback | undefined;
}

/**
 * Puts itself around every statement that a host sends from now on: what it resolves with is what the host hears. What it
 * sends as it was given goes as the host meant it; anything else is prepared under no name.
 */
export function aroundStatements(around: (statement: Statement, send: SendStatement) => Promise<Outcome>): void {
  const query = Client.prototype.query as Query;
  const instead: Query = function (...given) {
    const asked = askedIn(given);
    if (!asked) return query.apply(this, given);
    const { config, statement, callback } = asked;
    const send: SendStatement = (sent) => query.call(this, sent === statement ? { ...config, values: statement.values } : { ...config, ...sent, name: undefined }) as Promise<Outcome>;
    const outcome = around(statement, send);
    if (!callback) return outcome;
    outcome.then((rows) => callback(null, rows), (error: Error) => callback(error));
    return undefined;
  };
  Object.assign(Client.prototype, { query: instead });
}

/** Undefined of what is no statement with its values, such as a cursor. */
function askedIn(given: readonly unknown[]): Asked | undefined {
  const [first, second] = given;
  const config = (typeof first === 'string' ? { text: first } : first) as { readonly text?: unknown; readonly values?: unknown; readonly submit?: unknown };
  if (typeof config.text !== 'string' || config.submit !== undefined) return undefined;
  const values = config.values ?? second;
  return { config, statement: { text: config.text, values: Array.isArray(values) ? values : [] }, callback: given.findLast((part) => typeof part === 'function') as Callback | undefined };
}
