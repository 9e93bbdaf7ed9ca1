import { describe, expect, it } from '@jest/globals';
import { inOwnNetwork, lacking } from './own-network.ts';

describe('a network of its own', () => {
  it('takes a namespace of users as well, unless one is root', () => {
    expect(inOwnNetwork(true)).toEqual(['unshare', '--net']);
    expect(inOwnNetwork(false)).toEqual(['unshare', '--user', '--map-current-user', '--keep-caps', '--net']);
  });

  it.each([
    ['there is no unshare', { code: 'ENOENT' }, 'apt-get install util-linux iproute2'],
    ['there is no ip', { code: 127, stderr: 'unshare: failed to execute ip: No such file or directory' }, 'apt-get install util-linux iproute2'],
    ['it is not allowed', { code: 1, stderr: 'unshare: unshare failed: Operation not permitted\n' }, 'does not let you make one (unshare: unshare failed: Operation not permitted). Run the drill as root'],
  ])('says how to get it where %s', (_, failure, words) => {
    expect(lacking(failure)).toContain(words);
  });
});
