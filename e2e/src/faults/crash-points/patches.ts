import { SQSClient } from '@aws-sdk/client-sqs';
import { Client } from 'pg';
import { Pool, type Dispatcher } from 'undici';
import type { Watch } from './watch.ts';

type Query = (this: Client, ...asked: unknown[]) => unknown;
type Outcome = { readonly rows?: readonly unknown[] } | undefined;

/** Has a watch hear of every statement, before it is sent and when PostgreSQL has said that it is done. */
export function watchStatements(watch: Watch): void {
  const query = Client.prototype.query as Query;
  const watched: Query = function (...asked) {
    const { text, values } = statementOf(asked);
    if (text === undefined) return query.apply(this, asked);
    const step = (outcome?: Outcome) => ({ kind: 'statement' as const, text, values, rows: outcome?.rows?.length ?? 0 });
    watch.before(step());
    const at = asked.findLastIndex((part) => typeof part === 'function');
    const callback = asked[at] as ((error: Error | null, outcome: Outcome) => void) | undefined;
    if (callback) {
      asked[at] = (error: Error | null, outcome: Outcome) => {
        if (!error) watch.after(step(outcome));
        callback(error, outcome);
      };
    }
    const result = query.apply(this, asked);
    return callback || !(result instanceof Promise) ? result : result.then((outcome: Outcome) => (watch.after(step(outcome)), outcome));
  };
  Object.assign(Client.prototype, { query: watched });
}

function statementOf([first, second]: readonly unknown[]): { readonly text?: string | undefined; readonly values: string } {
  const { text, values = second } = (typeof first === 'string' ? { text: first } : first) as { text?: string; values?: unknown };
  return { text, values: Array.isArray(values) ? values.filter((value) => typeof value === 'string').join('\n') : '' };
}

/** Has a watch hear of every request over HTTP, before it is sent and when its answer begins to come. */
export function watchRequests(watch: Watch): void {
  const dispatch: Dispatcher['dispatch'] = Reflect.get(Pool.prototype, 'dispatch');
  const watched: Dispatcher['dispatch'] = function (this: Pool, asked, handler) {
    const step = { kind: 'request' as const, method: String(asked.method), path: String(asked.path) };
    watch.before(step);
    return dispatch.call(this, asked, answering(handler, () => watch.after(step)));
  };
  Object.assign(Pool.prototype, { dispatch: watched });
}

/** A handler that does what another does, and tells before that hears that an answer comes. */
function answering(handler: Dispatcher.DispatchHandler, answered: () => void): Dispatcher.DispatchHandler {
  return new Proxy(handler, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...told: unknown[]) => {
        if (name === 'onResponseStart') answered();
        return Reflect.apply(value, target, told) as unknown;
      };
    },
  });
}

type Send = (this: SQSClient, command: { readonly input: { readonly QueueUrl?: string } }, ...more: unknown[]) => Promise<{ readonly Messages?: readonly unknown[] } | undefined>;

/** Has a watch hear of every command to SQS, before it is sent and when it is answered. */
export function watchQueues(watch: Watch): void {
  const send = Reflect.get(SQSClient.prototype, 'send') as Send;
  const watched: Send = async function (command, ...more) {
    const url = command.input.QueueUrl ?? '';
    const step = (messages: number) => ({ kind: 'queue' as const, command: command.constructor.name, queue: url.slice(url.lastIndexOf('/') + 1), messages });
    watch.before(step(0));
    const answer = await send.call(this, command, ...more);
    watch.after(step(answer?.Messages?.length ?? 0));
    return answer;
  };
  Object.assign(SQSClient.prototype, { send: watched });
}
