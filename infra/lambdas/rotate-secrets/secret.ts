/** A secret's content. Hosts read `value` of it, whole; the rest is for whoever makes it anew. */
export interface Content {
  readonly kind: string;
  /** The hosts that read it, with spaces between: their services are rolled over once it is another. */
  readonly readers?: string;
  readonly value?: string;
  /** A password alone, where there is one. */
  readonly password?: string;
  /** Of a database login: the role that the migrations make. */
  readonly role?: string;
  /** Of a database login: who logs in now, the role or its twin. */
  readonly login?: string;
  /** Of a database login: the URL of the role itself, for the migrations. */
  readonly ownUrl?: string;
}

/** Where the database and the Redis are. */
export interface Place {
  readonly databaseHost: string;
  readonly databaseName: string;
  readonly cacheHost: string;
}

/** What a secret is for, changed: each of these may be repeated. */
export interface Changes {
  /** Runs a statement in the database as its owner. */
  sql(statement: string): Promise<void>;
  setOwnerPassword(password: string): Promise<void>;
  /** The passwords that the hosts' Redis user has, two at most. */
  setRedisPasswords(passwords: readonly string[]): Promise<void>;
}

/** How one kind of secret is made anew. */
export interface Kind {
  /** @param fresh gives 32 random bytes as base64url, others each time */
  next(current: Content, place: Place, fresh: () => string): Content;
  /** Makes the next one good, while the current one stays good. */
  apply?(next: Content, current: Content, changes: Changes): Promise<void>;
}
