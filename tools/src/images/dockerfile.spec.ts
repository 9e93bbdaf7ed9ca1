import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { root } from '../start/root.ts';
import { baseNamed } from './base-image.ts';
import { lockOf } from './contents.ts';
import { runAs, stagesIn } from './dockerfile.ts';
import { imageNames, programOf } from './images.ts';

const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');

describe('what a Dockerfile says of a target', () => {
  it('is what its own stage says last, after the stages that it is made from', () => {
    const text = 'ARG BASE=node:1\nFROM ${BASE} AS common\nUSER 1\nEXPOSE 1 2\nLABEL a="1" b="2"\nFROM common AS shop\nUSER 2\nVOLUME /data\nHEALTHCHECK --interval=1s --retries=2 CMD ["true"]\nCMD ["node", "main.js"]\n';
    expect(runAs(text, 'shop')).toEqual({ user: '2', labels: ['a', 'b'], volumes: ['/data'], ports: [1, 2], entrypoint: [], command: ['node', 'main.js'], health: { command: ['true'], flags: { interval: '1s', retries: '2' } }, copied: [] });
    expect(() => runAs(text, 'sop')).toThrow("no stage 'sop'. It has: common, shop.");
  });
});

describe('the Dockerfile', () => {
  it('is built on the Node that npm brings', () => {
    expect(baseNamed(dockerfile)).toBe(`node:${lockOf(root)['node_modules/node']!.version}-bookworm-slim`);
  });

  it('has the version of the workspace', () => {
    expect(/^ARG VERSION=(.+)$/m.exec(dockerfile)?.[1]).toBe(lockOf(root)['']!.version);
  });

  it('brings the certificate authorities of RDS with the checksum that it names on the image', () => {
    expect(new Set([...dockerfile.matchAll(/^ARG DATABASE_AUTHORITIES_SHA256=([0-9a-f]{64})$/gm)].map(([, sum]) => sum)).size).toBe(1);
  });

  it.each(imageNames)('has %s run by an init, as nobody in particular, with one folder to write to', (name) => {
    const image = runAs(dockerfile, name);
    expect(stagesIn(dockerfile)).toContain(`build-${name}`);
    expect(image).toMatchObject({ user: '1000:1000', volumes: ['/var/lib/banyan'], entrypoint: ['/usr/bin/tini', '--'] });
    expect(image.command.slice(0, 3)).toEqual(['node', '--enable-source-maps', programOf(name)]);
    expect(image.labels).toEqual(expect.arrayContaining(['version', 'revision', 'title'].map((label) => `org.opencontainers.image.${label}`)));
    expect(image.health === undefined).toBe(name === 'migrate');
  });
});
