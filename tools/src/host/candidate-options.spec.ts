import { describe, expect, it } from '@jest/globals';
import { candidateIn } from './candidate-options.ts';

const read = (host: string, given: Record<string, string>) => candidateIn(new Map(Object.entries(given)), host, { data: '/data', folder: '/builds' });

describe('npm run host with --candidate', () => {
  it('names a build of a host, and where it is asked', () => {
    expect(read('catalog', { candidate: 'catalog-next', port: '4711', program: 'next/main.js' })).toEqual({
      spec: { data: '/data', module: 'catalog', name: 'catalog-next', port: 4711, program: '/builds/next/main.js' },
      mistakes: [],
    });
    expect(read('orders', {})).toEqual({ mistakes: [] });
  });

  it('says everything that is wrong at once', () => {
    expect(read('monolith', { candidate: 'Next!' }).mistakes).toEqual([
      expect.stringContaining("'monolith' has no host of its own"),
      expect.stringContaining("'Next!' cannot name it"),
      expect.stringContaining('--port is needed'),
    ]);
    expect(read('catalog', { candidate: 'catalog', port: '0' }).mistakes).toHaveLength(2);
    expect(read('catalog', { port: '4711' }).mistakes).toEqual([expect.stringContaining('--candidate')]);
  });
});
