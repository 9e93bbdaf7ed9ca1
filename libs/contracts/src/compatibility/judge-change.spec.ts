import { describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import { operation, published } from './contracts.testing.ts';
import { judgeChange } from './judge-change.ts';

const before = published({ take: operation({ input: Type.Object({ sku: Type.String() }) }) }, { version: '1.2.3' });
const added = { take: before.operations['take']!, count: operation() };
const broken = { take: operation() };

describe('the version of a changed contract', () => {
  it.each([
    ['nothing differs', before.operations, '1.2.3', 'same', '1.2.3'],
    ['nothing differs, in a version of its own', before.operations, '1.2.4', 'same', '1.2.3'],
    ['something is added', added, '1.3.0', 'compatible', '1.3.0'],
    ['something is added under a first number of its own', added, '2.0.0', 'compatible', '1.3.0'],
    ['something is added under the same version', added, '1.2.3', 'versionTooLow', '1.3.0'],
    ['something is added as if it were mended', added, '1.2.4', 'versionTooLow', '1.3.0'],
    ['something breaks under a new first number', broken, '2.0.0', 'newMajor', '2.0.0'],
    ['something breaks as if it were added', broken, '1.3.0', 'versionTooLow', '2.0.0'],
    ['something breaks in disguise', broken, '1.2.3', 'versionTooLow', '2.0.0'],
  ])('is judged where %s', (_what, operations, version, verdict, least) => {
    expect(judgeChange(before, published(operations, { version }))).toMatchObject({ contract: 'stock', older: '1.2.3', newer: version, verdict, least });
  });

  it('goes by numbers, not by text', () => {
    const ninth = published(before.operations, { version: '1.9.0' });
    expect(judgeChange(ninth, published(added, { version: '1.10.0' })).verdict).toBe('compatible');
  });
});
