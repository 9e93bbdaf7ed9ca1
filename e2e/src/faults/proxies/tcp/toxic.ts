/** From the client to the server, or back. */
export type Direction = 'toServer' | 'toClient';

/** Bytes on their way, and when they reached the proxy: milliseconds of {@link Time.now}. */
export interface Parcel {
  readonly bytes: Buffer;
  readonly arrived: number;
}

/** What a toxic can do to a connection as a whole. */
export interface Endings {
  /** Ends it for both sides, once what has been passed on has arrived. */
  close(): void;
  /** Ends it for both sides with an RST. */
  reset(): void;
}

/** What a toxic does to one direction of one connection. */
export interface Effect {
  /**
   * Has bytes that are about to be passed on.
   * @param over aborted once the toxic is taken off or the connection has ended: no reason to wait any more
   * @returns what is passed on in their place, part by part; nothing if they are lost
   */
  pass?(parcel: Parcel, over: AbortSignal): AsyncIterable<Buffer> | Iterable<Buffer>;
  /** Is asked before the end of what a side says is passed on, and resolves once it may be. */
  end?(over: AbortSignal): Promise<void>;
}

/** Something that is wrong with a network, for as long as it is put on a proxy. */
export interface Toxic {
  /** Meets a connection: a new one, or one that was open when the toxic was put on. What it returns is for that connection alone. */
  meet(connection: Endings): Readonly<Partial<Record<Direction, Effect>>>;
}
