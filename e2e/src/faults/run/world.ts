import type { TestRedis } from '@banyan/tools/testing';
import type { Recorder } from '../history/index.ts';
import type { Owner } from './owner.ts';
import type { Processes } from './processes.ts';
import type { ShopUnderTest } from '../../shop-under-test.ts';
import type { Ways } from './ways.ts';

/** All that a fault can get hold of. */
export interface World {
  readonly tested: Pick<ShopUnderTest, 'shop' | 'folder' | 'log'>;
  readonly processes: Processes;
  readonly ways: Ways;
  /** The database's owner, who is not behind any proxy. */
  readonly owner: Owner;
  /** There if the fault says that it needs one. */
  readonly redis: TestRedis | undefined;
  /** Writes down what faults do besides being one, such as changing routes. */
  readonly recorder: Recorder;
  /** Different orders that shoppers have sent so far. */
  readonly attempts: () => number;
}
