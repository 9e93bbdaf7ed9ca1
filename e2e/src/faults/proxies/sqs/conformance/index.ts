import type { ConformanceCase } from './case.ts';
import { deadLetters, deduplication, groups } from './fifo.ts';
import { deleting, keeping } from './letting-go.ts';
import { queues } from './queues.ts';
import { attempts, inFlight, receiving } from './receiving.ts';
import { batches, sending } from './sending.ts';
import type { Endpoint } from './sqs-at-test.ts';

export type { Endpoint } from './sqs-at-test.ts';

const whole = [queues, sending, batches, receiving, attempts, groups, deduplication, deadLetters, deleting, keeping].flat();

/** What SQS does, as cases that each run against any endpoint. The limit of messages in flight is left out where it is too high to be reached. */
export function conformance(endpoint: Endpoint): readonly ConformanceCase[] {
  return endpoint.inFlightLimit === undefined ? whole : [...whole, ...inFlight];
}
