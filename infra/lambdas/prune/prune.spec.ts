import { describe, expect, it } from '@jest/globals';
import type { Image } from './images.ts';
import { prune, type World } from './prune.ts';
import type { Snapshot } from './snapshots.ts';

const now = new Date('2026-06-01T00:00:00Z');
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const image = (letter: string, days: number): Image => ({ digest: digest(letter), pushedAt: ago(days) });
const release = (letter: string) => ({ images: { orders: { digest: digest(letter) } } });
const snapshot = (name: string, days: number, more: Partial<Snapshot> = {}): Snapshot => ({ name, takenAt: ago(days), isAvailable: true, isKept: false, ...more });

function playground(given: { readonly images?: readonly Image[]; readonly inUse?: readonly string[]; readonly kept?: Readonly<Record<string, unknown>>; readonly snapshots?: readonly Snapshot[] }) {
  const deleted: string[] = [];
  const world: World = {
    rules: { repositories: ['banyan/orders'], environments: ['dev', 'production'], keepReleases: 2, keepDays: 90, keepNewestSnapshots: 1 },
    now: () => now,
    kept: async (key) => given.kept?.[key],
    digestsInUse: async () => given.inUse ?? [],
    images: async () => given.images ?? [],
    deleteImages: async (repository, digests) => void deleted.push(...digests.map((each) => `${repository} ${each[7]}`)),
    snapshots: async () => given.snapshots ?? [],
    deleteSnapshot: async (name) => void deleted.push(name),
  };
  return { world, deleted };
}

describe('pruning images', () => {
  it('deletes what is old and needed by nobody', async () => {
    const { world, deleted } = playground({ images: [image('a', 100), image('b', 80)] });
    expect(await prune(world)).toEqual({ images: { 'banyan/orders': 1 }, snapshots: [] });
    expect(deleted).toEqual(['banyan/orders a']);
  });

  it('keeps what a task definition in use names, however old it is', async () => {
    const { world, deleted } = playground({ images: [image('a', 900)], inUse: [digest('a')] });
    await prune(world);
    expect(deleted).toEqual([]);
  });

  it('keeps the images of the last releases of each environment, and of the newest release', async () => {
    const kept = {
      'history/dev.json': { entries: [{ release: 'A' }, { release: 'B' }, { release: 'C' }, { release: 'C' }] },
      'history/production.json': { entries: [{ release: 'P' }] },
      'releases/A/release.json': release('a'),
      'releases/B/release.json': release('b'),
      'releases/C/release.json': release('c'),
      'releases/P/release.json': release('d'),
      'releases/newest.json': release('e'),
    };
    const { world, deleted } = playground({ images: ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => image(letter, 400)), kept });
    await prune(world);
    expect(deleted).toEqual(['banyan/orders a', 'banyan/orders f']);
  });

  it.each([['is not there', undefined], ['says no images', {}], ['names an image by a tag', { images: { orders: { digest: 'latest' } } }]])('deletes nothing at all if a release %s', async (_what, content) => {
    const { world, deleted } = playground({ images: [image('a', 400)], snapshots: [snapshot('s', 400), snapshot('t', 500)], kept: { 'history/dev.json': { entries: [{ release: 'A' }] }, 'releases/A/release.json': content } });
    await expect(prune(world)).rejects.toThrow('The release A does not say its images');
    expect(deleted).toEqual([]);
  });
});

describe('pruning snapshots', () => {
  it('deletes old ones that were taken by hand, and never the newest', async () => {
    const { world, deleted } = playground({ snapshots: [snapshot('before-split', 200), snapshot('older', 300), snapshot('oldest', 400)] });
    await prune(world);
    expect(deleted).toEqual(['older', 'oldest']);
  });

  it('leaves those that are marked, being made, young, or taken by AWS Backup or RDS', async () => {
    const { world, deleted } = playground({ snapshots: [snapshot('newest', 1), snapshot('marked', 200, { isKept: true }), snapshot('making', 200, { isAvailable: false }), snapshot('young', 20), snapshot('awsbackup:job-1', 900), snapshot('rds:shop-2025', 900)] });
    await prune(world);
    expect(deleted).toEqual([]);
  });
});
