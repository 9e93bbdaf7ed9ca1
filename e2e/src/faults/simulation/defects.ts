/**
 * Mistakes that a run can be given on purpose, to see whether they are found. Each is made in what the simulation plays
 * around the shop's code; that code itself stays as it is.
 */
export const defects = {
  'no inbox dedup': 'An inbox takes a call that it has had for a further one.',
  'fence off': 'A lane is written in by whoever once claimed it.',
  'handler outside of the fence': 'Orders are written by handlers that were overtaken, too.',
  'stored before delivered': 'A relay says that calls are stored before it has delivered them.',
  'acknowledged before stored': 'A consumer of a queue acknowledges and deletes what it has yet to store.',
  'outbox by bare cursor': 'An outbox is read by rising id, past what is not committed yet.',
  'order of a lane ignored': 'An inbox has the calls of a lane executed as they came.',
  'accepted before durable': 'Intake says that an order is taken before it is written down.',
  'repeats not recognised': 'Intake takes a repeated request for a new one.',
  'new charge key with each try': 'Each attempt at a charge has a key of its own.',
  'charged again without asking': 'The provider is never asked what became of a charge.',
  'silence taken for a refusal': 'A provider that does not answer counts as one that declined.',
  'stock reserved with each try': 'Stock forgets which orders have reserved.',
  'stock checked, then taken': 'Stock is counted first and taken a moment later.',
  'cancelled without compensation': 'A cancellation is completed without giving anything back.',
  'events forgotten': 'What happens to an order is recorded without telling anybody.',
  'older states kept': 'The edge keeps whatever it hears last, however old it is.',
  'share with a hole': 'A host leaves the lowest lanes of its share to others.',
  'shares overlap': 'Each host executes all lanes, whatever the routes say.',
  'queue left before it is empty': 'Intake goes back to the database while orders wait in the queue.',
} as const;

export type Defect = keyof typeof defects;
