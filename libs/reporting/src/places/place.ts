/** Where extracts lie: a folder, or a bucket. Names are paths with `/`. */
export interface Place {
  /** As people read it. */
  readonly name: string;
  /** Brings in a file of this machine; one of that name is replaced. */
  put(name: string, file: string): Promise<void>;
  /** Writes a text if there is none of that name. @returns false if there is one: of those who write it at once, one wins */
  create(name: string, text: string): Promise<boolean>;
  /** @throws {Error} if there is none of that name */
  read(name: string): Promise<Buffer>;
  /** All names that begin so, in order. */
  list(prefix: string): Promise<readonly string[]>;
  remove(name: string): Promise<void>;
}
