/** What the hostile build knows of the shop that it wants to harm: more than a candidate is told. */
export interface Places {
  /** The file in which it notes how each attempt ended. */
  readonly report: string;
  /** Where it tries to reach others; left out where nothing keeps it from that. */
  readonly network?: {
    /** Home's internal listener. */
    readonly home: string;
    /** The shop's public address. */
    readonly shop: string;
    /** An HTTP server that counts who comes. */
    readonly witness: string;
    /** A queue of an SQS. */
    readonly queue: string;
    /** An address of another machine. */
    readonly outside: string;
  };
}

/** A line of the report. */
export interface Ended {
  readonly attempt: string;
  /** The failure; null if it succeeded. */
  readonly failure: string | null;
}
