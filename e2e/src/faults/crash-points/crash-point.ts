/** A statement, by words that stand in no other, and what else is true of this one. */
export interface StatementCrossing {
  readonly kind: 'statement';
  readonly words: string;
  /** The schema, where modules have statements of one form. */
  readonly schema?: string;
  /** Words in its values, where one statement records several things. */
  readonly values?: string;
  /** It counts only if it gave rows: it did not just look. */
  readonly withRows?: boolean;
}

/** A request over HTTP to a neighbour or the payment provider. */
export interface RequestCrossing {
  readonly kind: 'request';
  readonly method: string;
  /** How the path ends. */
  readonly path: string;
}

/** A command to SQS. */
export interface QueueCrossing {
  readonly kind: 'queue';
  readonly command: string;
  /** The queue's name. */
  readonly queue: string;
  /** It counts only if it brought messages. */
  readonly withMessages?: boolean;
}

export type Crossing = StatementCrossing | RequestCrossing | QueueCrossing;

/** A place at which a host can be made to end as if its machine had. */
export interface CrashPoint {
  /** Told to people: `intake, before its statement`. */
  readonly name: string;
  readonly host: 'monolith' | 'orders';
  /** What brings an order there. */
  readonly by: 'ordering' | 'cancelling';
  readonly when: 'before' | 'after';
  readonly at: Crossing;
}

/** What a host is about to do, or has done. */
export type Step =
  | { readonly kind: 'statement'; readonly text: string; readonly values: string; readonly rows: number }
  | { readonly kind: 'request'; readonly method: string; readonly path: string }
  | { readonly kind: 'queue'; readonly command: string; readonly queue: string; readonly messages: number };

/** Whether a step crosses there. Before it is done nobody knows what it will give. */
export function crosses(at: Crossing, step: Step): boolean {
  switch (at.kind) {
    case 'statement':
      return (
        step.kind === 'statement' &&
        step.text.includes(at.words) &&
        (at.schema === undefined || step.text.includes(`${at.schema}.`)) &&
        (at.values === undefined || step.values.includes(at.values)) &&
        (!at.withRows || step.rows > 0)
      );
    case 'request':
      return step.kind === 'request' && step.method === at.method && step.path.endsWith(at.path);
    case 'queue':
      return step.kind === 'queue' && step.command === at.command && step.queue === at.queue && (!at.withMessages || step.messages > 0);
  }
}
