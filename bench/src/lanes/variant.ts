import type { WorkDone } from './work.ts';

/** A way to execute the work. */
export interface LanesVariant {
  readonly name: string;
  /** Processes that execute. */
  readonly workers: number;
  /** Share of the floor that it should reach; none if it is only compared with. */
  readonly target?: number;
  /** The tables that hold its work. */
  readonly tables: readonly string[];
  /** Has the work wait in the tables, which are empty. Not measured. */
  fill(): Promise<void>;
  /** Executes all of it. */
  execute(): Promise<WorkDone>;
}
