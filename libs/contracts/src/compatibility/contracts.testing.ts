import { Type, type TSchema } from 'typebox';
import type { PublishedContract, PublishedOperation } from './published-contract.ts';
import { plain } from './schemas.testing.ts';

interface Spec extends Partial<Omit<PublishedOperation, 'input' | 'output' | 'errors'>> {
  readonly input?: TSchema;
  readonly output?: TSchema;
  readonly errors?: PublishedOperation['errors'];
}

/** A read that answers, as it is published. */
export function operation({ input = Type.Object({}), output = Type.Object({}), ...more }: Spec = {}): PublishedOperation {
  return { promises: { effect: 'read', delivery: 'reply' }, timeout: 1_000, callers: [], errors: {}, ...more, input: plain(input), output: plain(output) };
}

/** A contract of version 1.0.0 named stock. */
export function published(operations: PublishedContract['operations'], more: Partial<PublishedContract> = {}): PublishedContract {
  return { name: 'stock', version: '1.0.0', operations, events: {}, groups: {}, ...more };
}
