import { aroundQueues, commandName, queueName } from '../from-outside/queues.ts';
import { aroundRequests } from '../from-outside/requests.ts';
import { aroundStatements } from '../from-outside/statements.ts';
import type { Alteration, AlteredCommand, AlteredRequest, AlteredStatement } from './defect.ts';

/**
 * Gives this process a mistake: what it sends from now on is altered where that says so.
 * @param met hears each time that something altered is done
 */
export function plant(alterations: readonly Alteration[], met: () => void): void {
  const of = <K extends Alteration['kind']>(kind: K) => alterations.filter((one): one is Extract<Alteration, { kind: K }> => one.kind === kind);
  plantInStatements(of('statement'), met);
  plantInRequests(of('request'), met);
  plantInQueues(of('queue'), met);
}

function plantInStatements(altered: readonly AlteredStatement[], met: () => void): void {
  aroundStatements(async (asked, send) => {
    const found = altered.find(({ words, schema }) => asked.text.includes(words) && (schema === undefined || asked.text.includes(`${schema}.`)));
    if (!found) return send(asked);
    met();
    return found.instead(asked, send);
  });
}

function plantInRequests(altered: readonly AlteredRequest[], met: () => void): void {
  aroundRequests(async (asked, send) => {
    const found = altered.find(({ method, path }) => asked.method === method && path.test(asked.path));
    if (!found) return send(asked);
    met();
    return found.instead(asked, send);
  });
}

function plantInQueues(altered: readonly AlteredCommand[], met: () => void): void {
  aroundQueues(async (asked, send) => {
    const found = altered.find(({ command, queue }) => commandName(asked) === command && queueName(asked) === queue);
    if (!found) return send(asked);
    met();
    return found.instead(asked, send);
  });
}
