import { describe, expect, it } from '@jest/globals';
import { nextRelease } from './next-release.ts';
import { releaseViolations } from './release.ts';
import { commit, contractsOf, digest, first, releaseOf } from './releases.testing.ts';

const collector = { digest: digest('0'), tag: 'v1' };

describe('a release', () => {
  it('has what was made anew, and everything else as it was before, contracts included', () => {
    const before = releaseOf('a');
    const made = nextRelease({ version: '1.1.0', commit: commit('b'), digests: new Map([['orders', digest('b')]]), collector, contracts: contractsOf({ ...first, orders: '1.1.0' }) }, before);
    expect(made).toEqual({
      release: {
        ...before,
        release: '1.1.0-bbbbbbbbbbbb',
        version: '1.1.0',
        commit: commit('b'),
        images: { ...before.images, orders: { digest: digest('b'), tag: '1.1.0-bbbbbbbbbbbb' } },
        hosts: { ...before.hosts, orders: { serves: { orders: '1.1.0' }, needs: { catalog: '1.0.0', payments: '1.0.0' } } },
      },
    });
  });

  it('cannot be without an image, and takes none that nobody knows; all of that is said at once', () => {
    const made = nextRelease({ version: '1.0.0', commit: commit('a'), digests: new Map([['orders', digest('a')], ['order', digest('a')]]), collector, contracts: [] }, undefined);
    expect(made).toEqual({ mistakes: [expect.stringContaining("no image 'order'"), expect.stringContaining("'monolith' was not made"), expect.stringContaining("'catalog' was not made"), expect.stringContaining("'migrate' was not made"), expect.stringContaining("'storefront' was not made"), expect.stringContaining("'console' was not made")] });
  });

  it('is read with all its mistakes at once', () => {
    const { hosts: _hosts, ...rest } = releaseOf('a');
    const wrong = { ...rest, commit: 'main', images: { ...rest.images, orders: { digest: 'latest', tag: 'x' } } };
    const pointers = releaseViolations(wrong).map(({ pointer }) => pointer);
    expect(pointers).toEqual(expect.arrayContaining(['', '/commit', '/images/orders/digest']));
    expect(releaseViolations({ ...releaseOf('a'), release: '1.0.0-bbbbbbbbbbbb' })).toEqual([{ pointer: '/release', message: 'must be 1.0.0-aaaaaaaaaaaa, as its version and commit say' }]);
    expect(releaseViolations(releaseOf('a'))).toEqual([]);
  });
});
