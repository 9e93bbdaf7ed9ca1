import type { Flag } from '../../start/flags.ts';

/** Where published contracts are kept. */
export const publishedFlag = {
  published: { value: '<folder>', does: 'where published contracts are kept; libs/contracts/published if left out' },
} as const satisfies Readonly<Record<string, Flag>>;
