import { Pool, type Dispatcher } from 'undici';
import { aroundQueues, commandName, queueName } from '../from-outside/queues.ts';
import { aroundStatements, type Outcome } from '../from-outside/statements.ts';
import type { Watch } from './watch.ts';

/** Has a watch hear of every statement, before it is sent and when PostgreSQL has said that it is done. */
export function watchStatements(watch: Watch): void {
  aroundStatements(async (statement, send) => {
    const { text } = statement;
    const values = statement.values.filter((value) => typeof value === 'string').join('\n');
    watch.before({ kind: 'statement', text, values, rows: 0 });
    const outcome = await send(statement);
    watch.after({ kind: 'statement', text, values, rows: (outcome as Partial<Outcome> | undefined)?.rows?.length ?? 0 });
    return outcome;
  });
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

/** Has a watch hear of every command to SQS, before it is sent and when it is answered. */
export function watchQueues(watch: Watch): void {
  aroundQueues(async (command, send) => {
    const step = (messages: number) => ({ kind: 'queue' as const, command: commandName(command), queue: queueName(command), messages });
    watch.before(step(0));
    const answer = await send(command);
    watch.after(step(answer.Messages?.length ?? 0));
    return answer;
  });
}
