import { describe, expect, it } from '@jest/globals';
import { refusals } from './refusals.ts';

describe('a refusal', () => {
  it.each([
    [refusals.late('stock.take'), 'deadlineExceeded', 'The deadline had passed when stock.take arrived; ask again with more time.'],
    [refusals.unknown('stock.take'), 'unknownOperation', 'This host does not serve stock.take; route it to a host that does.'],
    [
      refusals.otherContract('stock.take', '1.2.0', '2.0.0'),
      'unknownOperation',
      'This host serves stock.take by contract 1.2.0, the caller wants 2.0.0; route it to a host of that release.',
    ],
  ])('says that nothing was executed, and the next step: %s', (error, code, message) => {
    expect(error).toMatchObject({ code, operation: 'stock.take', details: { executed: 'no' }, message });
  });
});
