import type { Owner } from './owner.ts';

/*
 * Positions are drawn while the lane's row is locked, and the lock lasts until commit: so those of a lane rise in the
 * sequence of commits. A step locks the row itself if whoever writes it has not. Which call a sequence stands for is noted
 * when the call is stored, since it may be gone by the time it is applied.
 */
const statements = [
  'CREATE SCHEMA faults',
  'CREATE SEQUENCE faults.place',
  'CREATE TABLE faults.call (lane text, sequence bigint, message_id text NOT NULL, PRIMARY KEY (lane, sequence))',
  `CREATE TABLE faults.lane_entry (
     lane text,
     position bigint,
     who text NOT NULL,
     kind text NOT NULL CHECK (kind IN ('claimed', 'applied', 'step')),
     epoch bigint,
     sequence bigint,
     message_id text,
     order_id text,
     step text,
     PRIMARY KEY (lane, position)
   )`,
  `CREATE FUNCTION faults.stored() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
   BEGIN
     INSERT INTO faults.call VALUES (NEW.lane, NEW.sequence, NEW.message_id) ON CONFLICT DO NOTHING;
     RETURN NULL;
   END $$`,
  `CREATE FUNCTION faults.fenced() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
   DECLARE
     who text := current_setting('application_name');
   BEGIN
     FOR given IN OLD.applied + 1 .. NEW.applied LOOP
       INSERT INTO faults.lane_entry (lane, position, who, kind, epoch, sequence, message_id)
       VALUES (NEW.lane, nextval('faults.place'), who, 'applied', OLD.epoch, given,
         coalesce((SELECT message_id FROM faults.call WHERE call.lane = NEW.lane AND call.sequence = given), 'never stored'));
     END LOOP;
     IF NEW.epoch <> OLD.epoch THEN
       INSERT INTO faults.lane_entry (lane, position, who, kind, epoch) VALUES (NEW.lane, nextval('faults.place'), who, 'claimed', NEW.epoch);
     END IF;
     RETURN NULL;
   END $$`,
  `CREATE FUNCTION faults.stepped() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
   DECLARE
     of_buyer text := 'checkout>orders/' || (SELECT buyer FROM orders.placed_order WHERE placed_order.order_id = NEW.order_id);
   BEGIN
     PERFORM FROM orders.inbox_lane WHERE lane = of_buyer FOR UPDATE;
     INSERT INTO faults.lane_entry (lane, position, who, kind, order_id, step)
     VALUES (of_buyer, nextval('faults.place'), current_setting('application_name'), 'step', NEW.order_id, NEW.step);
     RETURN NULL;
   END $$`,
  'CREATE TRIGGER faults_stored AFTER INSERT ON orders.inbox_entry FOR EACH ROW EXECUTE FUNCTION faults.stored()',
  'CREATE TRIGGER faults_fenced AFTER UPDATE ON orders.inbox_lane FOR EACH ROW EXECUTE FUNCTION faults.fenced()',
  'CREATE TRIGGER faults_stepped AFTER INSERT ON orders.step FOR EACH ROW EXECUTE FUNCTION faults.stepped()',
];

/** Has the database write down what happens to the lanes of orders, from now on and by whom. Done once, before any order. */
export async function keepLaneJournal({ query }: Pick<Owner, 'query'>): Promise<void> {
  for (const statement of statements) await query(statement);
}
