import type { NotHere } from './fault.ts';

const noMoveOfData = 'no module has its data moved to a database of its own yet.';
const noReplica = 'the embedded PostgreSQL runs without a replica.';

/** The faults of the catalogue that are not brought about here, each with why. */
export const notHere: readonly NotHere[] = [
  { number: 'F08', does: 'kills a backfill in the middle of a chunk', because: noMoveOfData },
  { number: 'F09', does: 'has a write race the backfill of its row', because: noMoveOfData },
  { number: 'F10', does: 'kills each step of a cutover', because: noMoveOfData },
  { number: 'F11', does: 'has the old owner write after a cutover', because: noMoveOfData },
  { number: 'F15', does: 'redrives what was parked, twice', because: 'in a run nothing is parked in a queue that a host could read; libs/adapters/sqs/src/redrive.int.spec.ts redrives.' },
  { number: 'F17', does: 'repeats an order after the queue has forgotten its deduplication id', because: 'the emulator counts five minutes by a clock that cannot be moved.' },
  { number: 'F25', does: 'has a read replica lag', because: noReplica },
  { number: 'F26', does: 'promotes a standby that lacks the last commits', because: noReplica },
  { number: 'F28', does: 'has Redis lose a lock in a failover', because: 'lanes take no locks in Redis.' },
  { number: 'F36', does: 'mixes versions of contracts', because: 'there has been one version of each; the contracts’ own tests read older ones.' },
  { number: 'F37', does: 'has messages of an older format in the queue', because: 'there has been one format; libs/adapters/sqs/src/messages.int.spec.ts reads older contracts.' },
  { number: 'F38', does: 'has clocks jump, stand still or drift apart', because: 'it takes libfaketime, which the project does not bring.' },
  { number: 'F39', does: 'fills the disk of PostgreSQL', because: 'it takes a file system of limited size, and with it the right to mount one.' },
  { number: 'F48', does: 'has a shadow try to write, to call and to connect', because: 'e2e/src/routing/hostile-candidate.e2e.spec.ts does, with a host built for it.' },
  { number: 'F49', does: 'has a canary fail, be slow or answer wrongly', because: 'it takes a host built for it; npm run proofs -- bad-canaries has three kinds of them.' },
  { number: 'F54', does: 'fails over to a second region and back', because: 'there is one stack on one machine.' },
  { number: 'F55', does: 'changes keys under load', because: 'hosts are told of keys when they start, and a run starts them with what they had.' },
];
