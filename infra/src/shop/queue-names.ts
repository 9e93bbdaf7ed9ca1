import { hasIntake, hasOutbox, isCalledLater, type ModuleName } from './modules.ts';

/** The kinds of queues that a module may have: what it is sent, what it sends itself while PostgreSQL is away, and what its outbox hears. */
export type QueueKind = 'calls' | 'intake' | 'acknowledgements';

/** A queue as the hosts look for it. */
export interface NamedQueue {
  readonly module: ModuleName;
  readonly kind: QueueKind;
  readonly name: string;
  /** Where SQS moves what was received too often, and hosts what they cannot read. */
  readonly parkedName: string;
  readonly fifo: boolean;
}

/** The queues of a module, named as the SQS adapter of the hosts names them; a test in e2e holds both against each other. */
export function queuesOf(prefix: string, module: ModuleName): readonly NamedQueue[] {
  const fifo = (kind: QueueKind, stem: string): NamedQueue => ({ module, kind, name: `${stem}.fifo`, parkedName: `${stem}-parked.fifo`, fifo: true });
  const acknowledgements = `${prefix}-${module}-acknowledgements`;
  return [
    ...(isCalledLater(module) ? [fifo('calls', `${prefix}-${module}`)] : []),
    ...(hasIntake(module) ? [fifo('intake', `${prefix}-${module}-intake`)] : []),
    // What it carries needs no order.
    ...(hasOutbox(module) ? [{ module, kind: 'acknowledgements', name: acknowledgements, parkedName: `${acknowledgements}-parked`, fifo: false } as const] : []),
  ];
}
