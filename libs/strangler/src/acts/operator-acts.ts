/** What an operator asked for that no version of the routes tells of. */
export interface OperatorAct {
  readonly kind: 'retry' | 'discard' | 'redrive' | 'override';
  /** What it is about: a module, with its lane and call where it is one of these; or the entries of an override. */
  readonly subject: string;
  readonly by: string;
  readonly why: string;
}

/** An act as it was noted. */
export interface NotedAct extends OperatorAct {
  /** Rises from act to act. */
  readonly number: number;
  /** ISO 8601 instant. */
  readonly at: string;
}

/** Which part of the list is read. */
export interface ActsPage {
  readonly limit: number;
  /** Only acts of lower numbers; from the newest on if left out. */
  readonly before?: number;
}

/** Where acts are noted for good. Each method throws `Unavailable` if it cannot be reached. */
export interface OperatorActs {
  /** Notes an act before it is done, so that none is done without a trace; one that fails then was asked for all the same. */
  note(act: OperatorAct): Promise<void>;
  /** Newest first. */
  acts(page: ActsPage): Promise<NotedAct[]>;
}
