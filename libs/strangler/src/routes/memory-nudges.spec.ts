import { describeNudges } from '../testing/describe-nudges.ts';
import { memoryNudges } from './memory-nudges.ts';

describeNudges('nudges in memory', () => {
  const nudges = memoryNudges();
  return Promise.resolve({ open: () => nudges, close: () => Promise.resolve() });
});
