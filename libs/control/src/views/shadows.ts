import { beyondNoise, COMPARED_AT_LEAST, sumShadowTallies, type HostReport } from '@banyan/strangler';
import type { ShadowsAnswer } from '../answers.ts';

/** What is to be shown of the shadows. */
export interface ShadowsOf {
  /** All operations if left out. */
  readonly addresses?: readonly string[];
  /** Only what was found under this version of the routes and later ones. */
  readonly since?: number;
}

/** What all instances have found by shadowing. */
export function shadowsView(reports: readonly HostReport[], { addresses, since = 1 }: ShadowsOf): ShadowsAnswer {
  const isMeant = ({ address, version }: { readonly address: string; readonly version: number }) => version >= since && (addresses?.includes(address) ?? true);
  const tallies = reports.flatMap(({ shadows }) => shadows.filter(isMeant));
  const bySide = Map.groupBy(tallies, ({ address, target }) => `${address} ${target}`);
  return {
    shadows: [...bySide]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, same]) => sumShadowTallies(same)!)
      .map((tally) => ({ tally, beyondNoise: beyondNoise(tally, COMPARED_AT_LEAST), minimum: COMPARED_AT_LEAST })),
    samples: reports
      .flatMap(({ samples = [] }) => samples.filter(isMeant))
      .sort((one, other) => Date.parse(other.at) - Date.parse(one.at)),
  };
}
