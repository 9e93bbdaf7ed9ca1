import { deploymentText } from '../banyan/contract-report.ts';
import type { Passage } from './gate.ts';
import type { Release, ReleasedImage } from './release.ts';

/** What the gate says, as people read it. */
export function passageText({ judged, refused, order, unknown }: Passage, environment: string): string {
  const verdict = refused.length + unknown.length > 0 ? `Refused: ${environment} cannot take this release.` : `Everyone would be understood, in this order: ${order.join(', ')}.`;
  const lost = unknown.map((contract) => `${contract} was never published, so nobody can tell who understands it: npx banyan contracts publish`);
  return [...[...judged, ...refused].map(deploymentText), '', ...lost, verdict].join('\n');
}

/** What a release would change in what runs, in one line, for whoever approves it. */
export function changeSummary(release: Release, running: Release | undefined): string {
  if (!running) return `${release.release} is the first release here.`;
  const images = (Object.keys(release.images) as ReleasedImage[]).filter((image) => release.images[image].digest !== running.images[image].digest);
  const versions = ({ hosts }: Release) => new Map(Object.values(hosts).flatMap(({ serves }) => Object.entries(serves)));
  const before = versions(running);
  const contracts = [...versions(release)].filter(([name, version]) => before.get(name) !== version).map(([name, version]) => `${name} ${before.get(name) ?? 'none'} to ${version}`);
  return `${running.release} to ${release.release}: ${images.length === 0 ? 'no image' : images.join(', ')}; contracts: ${contracts.length === 0 ? 'as they are' : contracts.join(', ')}; git log ${running.commit.slice(0, 12)}..${release.commit.slice(0, 12)}`;
}
