/** A customer's session; whoever holds the token is that customer until `expiresAt` (ISO 8601). */
export interface Session {
  readonly customerId: string;
  readonly token: string;
  readonly expiresAt: string;
}

/** What became of a token when it was looked at. */
export type Identity =
  | { readonly kind: 'valid'; readonly customerId: string; readonly expiresAt: string }
  | { readonly kind: 'expired' }
  | { readonly kind: 'invalid' };

/** Issues sessions and recognises them from the token alone. */
export interface Sessions {
  issue(customerId: string): Promise<Session>;
  identify(token: string): Promise<Identity>;
}
