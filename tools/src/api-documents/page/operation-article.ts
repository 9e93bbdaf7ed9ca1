import type { Contract, EventDefinition, Operation } from '@banyan/contracts/define';
import { queueOf } from '../asyncapi/queues.ts';
import { eventAddress, subscribersOf } from '../contracts.ts';
import { COMPUTED, keyTemplate } from '../key-template.ts';
import { deliveriesPath, operationPath } from '../openapi/http-calls.ts';
import { promisesOf } from '../promises.ts';
import { html, type Markup } from './markup.ts';
import { badge, codes, links, type Article } from './parts.ts';
import { schemaTable } from './schema-table.ts';

/** What an operation promises, takes and gives. */
export function operationArticle(module: string, name: string, operation: Operation, all: readonly Contract[]): Article {
  const address = `${module}.${name}`;
  const promises = promisesOf(operation);
  const answers = promises.delivery === 'reply';
  return {
    id: address,
    name,
    badges: [badge(promises.effect, promises.effect), badge(answers ? 'answers' : 'deferred')],
    description: operation.description,
    facts: [
      ['Effect', promises.effect === 'read' ? html`read: changes nothing, may be repeated and shadowed` : html`write: changes something`],
      ['Delivery', answers ? html`reply: the caller waits for the answer` : html`deferred: accepted durably, executed later in its lane`],
      ['Plans', operation.plans ? links([writeOf(module, operation.plans, all)]) : undefined],
      ['Receives', operation.on ? links([eventAddress(operation.on, all)]) : undefined],
      ['Ordered by', key(promises.orderedBy)],
      ['Idempotency key', key(promises.idempotencyKey)],
      ['Sticky by', key(promises.stickyBy)],
      ['Over HTTP', html`<code>POST ${answers ? operationPath(address) : deliveriesPath}</code>`],
      ['Over SQS', code(queueOf(module, operation))],
      ['Time limit', html`${promises.timeoutMs / 1_000} s${answers ? '' : ' for one attempt'}`],
      ['Callers', promises.callers.length === 0 ? html`everybody whose call is authentic` : codes(promises.callers)],
      ['Declared errors', codes(Object.keys(operation.errors))],
    ],
    body: [
      schemaTable('Input', operation.input),
      ...(answers ? [schemaTable('Answer', operation.output)] : []),
      ...Object.entries(operation.errors).map(([code, data]) => schemaTable(`Data of the error ${code}`, data)),
    ],
  };
}

/** The address of a write that another operation of its module plans. */
function writeOf(module: string, write: Operation, all: readonly Contract[]): string {
  const { operations = {} } = all.find(({ name }) => name === module) ?? {};
  return `${module}.${Object.keys(operations).find((name) => operations[name] === write)}`;
}

/** What an event tells, and whom. */
export function eventArticle(module: string, name: string, event: EventDefinition, all: readonly Contract[]): Article {
  return {
    id: `${module}.${name}`,
    name,
    badges: [badge('event', 'event')],
    description: event.description,
    facts: [
      ['Ordered by', key(keyTemplate(event.orderedBy))],
      ['Idempotency key', key(keyTemplate(event.idempotencyKey))],
      ['Subscribers', links(subscribersOf(event, all)) ?? html`none`],
    ],
    body: [schemaTable('Payload', event.payload)],
  };
}

function key(template: string | undefined): Markup | undefined {
  return template === COMPUTED ? html`computed from the input` : code(template);
}

function code(text: string | undefined): Markup | undefined {
  return text === undefined ? undefined : html`<code>${text}</code>`;
}
