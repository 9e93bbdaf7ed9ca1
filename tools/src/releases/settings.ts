/** What the pipeline tells the release tool by its environment. */
export interface Settings {
  /** The bucket of releases. */
  readonly bucket: string;
  /** Where images are pushed to: `444444444444.dkr.ecr.eu-west-1.amazonaws.com`. */
  readonly registry: string;
  readonly collectorTag: string;
  /** The account of the environment. */
  readonly account: string;
  readonly regions: readonly string[];
}

const variables = {
  bucket: ['RELEASES_BUCKET', 'the bucket of releases'],
  registry: ['REGISTRY', 'where images are pushed to, <account>.dkr.ecr.<region>.amazonaws.com'],
  collectorTag: ['COLLECTOR_TAG', 'the tag of banyan/collector'],
  account: ['TARGET_ACCOUNT', 'the account of the environment'],
  regions: ['TARGET_REGIONS', 'its regions, the home region first, with commas between'],
} as const satisfies Readonly<Record<keyof Settings, readonly [string, string]>>;

/** What each command needs to be told. */
export const neededBy = {
  build: ['bucket', 'registry', 'collectorTag'],
  check: ['bucket'],
  deploy: ['bucket', 'account', 'regions'],
  'roll-back': ['bucket', 'account', 'regions'],
} as const satisfies Readonly<Record<string, readonly (keyof Settings)[]>>;
export type ReleaseCommand = keyof typeof neededBy;

/** Reads those that a command needs. @throws {Error} with everything that is missing */
export function readSettings<Name extends keyof Settings>(env: Readonly<Record<string, string | undefined>>, ...names: readonly Name[]): Pick<Settings, Name> {
  const missing = names.filter((name) => !env[variables[name][0]]).map((name) => `${variables[name][0]} is not set: ${variables[name][1]}.`);
  if (missing.length > 0) throw new Error(missing.join('\n'));
  return Object.fromEntries(names.map((name) => [name, name === 'regions' ? env[variables[name][0]]!.split(',') : env[variables[name][0]]!])) as unknown as Pick<Settings, Name>;
}
