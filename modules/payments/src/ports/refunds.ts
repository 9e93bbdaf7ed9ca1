/** The refunds on record, at most one for each charge. */
export interface Refunds {
  /** Records durably what is about to be asked of the provider, and says how far an earlier call came. */
  begin(orderId: string, at: Date): Promise<'begun' | 'unfinished' | 'refunded'>;

  /** Whether a refund was begun of which no end is on record. */
  isUnfinished(orderId: string): Promise<boolean>;

  /** Records that the money was given back; without effect if that is on record. */
  complete(orderId: string, at: Date): Promise<void>;
}
