/** What a row of an order holds that its size depends on. */
export interface OrderRow {
  readonly answer: string;
  readonly lines: string;
  readonly body: string;
  readonly principal: string;
}

/** A text as SQL, without a colon: pgbench takes what follows one for the name of a variable. */
const quoted = (text: string) => `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll(':', '\\x3a')}'`;

/**
 * One order for pgbench, as one statement: the rows that checkout writes for it, of the same size, for one of so many buyers. A
 * buyer's head is locked until the commit, as it has to be for numbers without a gap.
 */
export function oneOrderScript({ answer, lines, body, principal }: OrderRow, buyers: number): string {
  return `\\set order random(1, 1000000000000000)
\\set buyer random(1, ${buyers})
WITH taken AS (
  INSERT INTO checkout.intake (order_id, request_key, request_hash, answer, buyer, market, lines, accepted_at)
  VALUES ('ord_k1' || lpad(:order::text, 22, '0'), lpad(:order::text, 43, 'k'), lpad(:order::text, 43, 'h'), ${quoted(answer)}, 'cus_' || :buyer::text, 'GB', ${quoted(lines)}, now())
  ON CONFLICT DO NOTHING RETURNING order_id
), head AS (
  INSERT INTO checkout.outbox_head AS head SELECT 'checkout>orders/cus_' || :buyer::text, 1 FROM taken
  ON CONFLICT (lane) DO UPDATE SET last = head.last + 1 RETURNING lane, last
), entry AS (
  INSERT INTO checkout.outbox_entry
  SELECT lane, last, 'orders.placeOrder', E'orders.placeOrder\\x3aord_k1' || lpad(:order::text, 22, '0'), '1.0.0', ${quoted(body)}, ${quoted(principal)},
    '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', now(), 1 FROM head
)
INSERT INTO checkout.outbox_claim (lane, due_at) SELECT lane, now() FROM head WHERE last = 1;
`;
}
