import { describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import { operation, published } from './contracts.testing.ts';
import type { HostVersions } from './environment.ts';
import { isBreak } from './finding.ts';
import { judgeDeployment, type Candidate } from './judge-deployment.ts';

const take = operation({ input: Type.Object({ sku: Type.String() }) });
const first = published({ take });
const second = published({ take, count: operation() }, { version: '1.1.0' });
const renamed = published({ take: operation({ input: Type.Object({ code: Type.String() }) }) }, { version: '1.2.0' });
const third = published({ take }, { version: '2.0.0' });
const all = [first, second, renamed, third];
const find = (name: string, version: string) => all.find((each) => each.name === name && each.version === version);

const host = (name: string, more: Partial<HostVersions> = {}): HostVersions => ({ host: name, serves: {}, needs: {}, ...more });
const judge = (candidate: Partial<Candidate>, ...hosts: HostVersions[]) =>
  judgeDeployment({ host: 'stock', serves: [], needs: [], ...candidate }, { environment: 'production', hosts }, find).map(({ consumer, provider, needed, served, findings }) => [
    `${consumer} → ${provider ?? 'nobody'}`,
    `${needed} → ${served ?? 'none'}`,
    findings.filter(isBreak).map(({ code }) => code),
  ]);
const shop = (version: string) => host('shop', { needs: { stock: version } });

describe('a host that is to be deployed', () => {
  it('may serve more than others need', () => {
    expect(judge({ serves: [second] }, shop('1.0.0'), host('stock', { serves: { stock: '1.0.0' } }))).toEqual([['shop → stock', '1.0.0 → 1.1.0', []]]);
  });

  it('is refused where it serves less than others need', () => {
    expect(judge({ serves: [first] }, shop('1.1.0'))).toEqual([['shop → stock', '1.1.0 → 1.0.0', ['operationRemoved']]]);
    expect(judge({ serves: [renamed] }, shop('1.0.0'))).toEqual([['shop → stock', '1.0.0 → 1.2.0', ['fieldRemoved', 'requiredFieldAdded']]]);
  });

  it('is refused where it differs from what was published under its own version', () => {
    const disguised = { ...renamed, version: '1.0.0' };
    expect(judge({ serves: [disguised] }, shop('1.0.0'))).toEqual([['shop → stock', '1.0.0 → 1.0.0', ['fieldRemoved', 'requiredFieldAdded']]]);
  });

  it('is refused where it needs more than others serve', () => {
    const serving = host('stock', { serves: { stock: '1.0.0' } });
    expect(judge({ host: 'shop', needs: [second] }, serving, shop('1.0.0'))).toEqual([['shop → stock', '1.1.0 → 1.0.0', ['operationRemoved']]]);
    expect(judge({ host: 'shop', needs: [first] }, serving)).toEqual([['shop → stock', '1.0.0 → 1.0.0', []]]);
  });

  it('is told to come later where it is only too early', () => {
    const [encounter] = judgeDeployment({ host: 'shop', serves: [], needs: [second] }, { environment: 'production', hosts: [host('stock', { serves: { stock: '1.0.0' } })] }, find);
    expect(encounter!.findings.map(({ next }) => next)).toEqual(['Deploy what serves stock 1.1.0 first, and what needs it afterwards.']);
  });

  it('meets every host that serves what it needs', () => {
    const encounters = judge({ host: 'shop', needs: [second] }, host('stock', { serves: { stock: '1.1.0' } }), host('monolith', { serves: { stock: '1.0.0' } }));
    expect(encounters.map(([who]) => who)).toEqual(['shop → stock', 'shop → monolith']);
  });

  it('is refused where nobody serves what it needs, unless it serves that itself', () => {
    expect(judge({ needs: [first] })).toEqual([['stock → nobody', '1.0.0 → none', ['notServed']]]);
    expect(judge({ serves: [first], needs: [first] })).toEqual([]);
  });

  it('is refused where it takes away what others need', () => {
    expect(judge({}, shop('1.0.0'), host('stock', { serves: { stock: '1.0.0' } }))).toEqual([['shop → nobody', '1.0.0 → none', ['notServed']]]);
    expect(judge({}, shop('1.0.0'), host('stock', { serves: { stock: '1.0.0' } }), host('monolith', { serves: { stock: '1.0.0' } }))).toEqual([]);
  });

  it('is refused under another first number, by which calls are refused as they come', () => {
    expect(judge({ serves: [third] }, shop('1.0.0'))).toEqual([['shop → stock', '1.0.0 → 2.0.0', ['majorDiffers']]]);
  });

  it('may have another first number where nothing is answered', () => {
    const deferred = { take: operation({ promises: { effect: 'write', delivery: 'deferred' } }) };
    const [encounter] = judgeDeployment({ host: 'stock', serves: [published(deferred, { version: '2.0.0' })], needs: [] }, { environment: 'production', hosts: [shop('1.0.0')] }, () => published(deferred));
    expect(encounter!.findings).toEqual([]);
  });

  it('cannot be judged against a version that was never published', () => {
    expect(judge({ serves: [first] }, shop('0.9.0'))).toEqual([['shop → stock', '0.9.0 → 1.0.0', ['notPublished']]]);
  });
});
