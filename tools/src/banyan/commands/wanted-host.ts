import type { Flag } from '../../start/flags.ts';
import type { Wanted } from '../../contracts/candidates.ts';
import type { Reading } from './arguments.ts';

/** The flags that say which contracts a host has. */
export const wantedFlags = {
  serves: { value: '<names>', does: 'the contracts that the host serves, commas between; as the environment says if left out' },
  needs: { value: '<names>', does: 'the contracts that the host calls, likewise' },
} as const satisfies Readonly<Record<string, Flag>>;

/** The host that is meant, with its contracts, as far as they are said. */
export function wantedHost(reading: Reading): Wanted {
  const [host, serves, needs] = ['host', 'serves', 'needs'].map((name) => reading.text(name));
  return {
    ...(host === undefined ? {} : { host }),
    ...(serves === undefined ? {} : { serves: namesIn(serves) }),
    ...(needs === undefined ? {} : { needs: namesIn(needs) }),
  };
}

function namesIn(text: string): string[] {
  return text.split(',').map((name) => name.trim()).filter((name) => name !== '');
}
