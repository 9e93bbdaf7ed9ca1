import type { Flag } from '../../start/flags.ts';

/** The flags of every command that changes a lane. */
export const laneFlags = {
  by: { value: '<name>', does: 'who does it; your login name if left out' },
  'dry-run': { does: 'say what would be done, and do nothing' },
} as const satisfies Readonly<Record<string, Flag>>;
