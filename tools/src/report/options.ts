import { join } from 'node:path';
import { readFlags, type Flag } from '../start/flags.ts';
import { shopFlags, shopOptions } from '../start/options.ts';

const place = { data: shopFlags.data, endpoint: { value: '<url>', does: 'where S3 is if not at AWS' } } as const;

export const extractFlags = {
  ...place,
  to: { value: '<place>', does: 'where extracts lie: a folder, or s3://bucket/prefix; reports in the data folder if left out' },
  from: { value: '<host:port>', does: 'the replica to read from; the database of the shop if left out' },
  'max-behind': { value: '<seconds>', does: 'by how much the replica may be behind, else nothing is written; 900 if left out' },
  'allow-writer': { does: 'read from what the shop writes in, where there is no replica' },
  anew: { does: 'read everything, whatever was read before' },
} as const satisfies Readonly<Record<string, Flag>>;

export const revenueFlags = {
  ...place,
  of: { value: '<place>', does: 'where the extracts lie; reports in the data folder if left out' },
  csv: { value: '<file>', does: 'also write the figures into this file' },
  check: { does: 'also look whether every file is as its manifest says' },
} as const satisfies Readonly<Record<string, Flag>>;

export interface ExtractOptions {
  /** Absolute path of the shop's data folder. */
  readonly data: string;
  readonly to: string;
  readonly from?: string;
  readonly endpoint?: string;
  readonly atMostBehind: number;
  readonly allowWriter: boolean;
  readonly anew: boolean;
}

export interface RevenueOptions extends Pick<ExtractOptions, 'data' | 'endpoint'> {
  readonly of: string;
  readonly csv?: string;
  readonly check: boolean;
}

/** What was read of a command line, and everything that is wrong with it. */
export interface ReadOptions<Options> {
  readonly options: Options;
  readonly mistakes: readonly string[];
}

/** Reads the command line of `npm run report:extract`. @param folder from which the data folder leads */
export function readExtractOptions(args: readonly string[], folder: string): ReadOptions<ExtractOptions> {
  const { given, words, mistakes } = readFlags(args, extractFlags);
  const { data, endpoint } = placeIn(given, folder);
  const behind = given.get('max-behind') ?? '900';
  const from = given.get('from');
  return {
    options: {
      data,
      ...(endpoint === undefined ? {} : { endpoint }),
      to: given.get('to') ?? join(data, 'reports'),
      ...(from === undefined ? {} : { from }),
      atMostBehind: Number(behind),
      allowWriter: given.has('allow-writer'),
      anew: given.has('anew'),
    },
    mistakes: [
      ...mistakes,
      ...wordMistakes(words),
      ...(/^\d+$/.test(behind) ? [] : [`--max-behind ${behind} is not a number of seconds, such as --max-behind 900.`]),
      ...(from === undefined || /^[^\s/@]+(:\d+)?$/.test(from) ? [] : [`--from ${from} is not a host with its port, such as --from 127.0.0.1:5433.`]),
    ],
  };
}

/** Reads the command line of `npm run report:revenue`. @param folder from which the data folder leads */
export function readRevenueOptions(args: readonly string[], folder: string): ReadOptions<RevenueOptions> {
  const { given, words, mistakes } = readFlags(args, revenueFlags);
  const { data, endpoint } = placeIn(given, folder);
  const csv = given.get('csv');
  return {
    options: { data, ...(endpoint === undefined ? {} : { endpoint }), of: given.get('of') ?? join(data, 'reports'), ...(csv === undefined ? {} : { csv }), check: given.has('check') },
    mistakes: [...mistakes, ...wordMistakes(words)],
  };
}

function placeIn(given: ReadonlyMap<string, string>, folder: string): { readonly data: string; readonly endpoint: string | undefined } {
  const data = given.get('data');
  return { data: shopOptions(new Map(data === undefined ? [] : [['data', data]]), { folder }).options.data, endpoint: given.get('endpoint') };
}

function wordMistakes(words: readonly string[]): string[] {
  return words.map((word) => `'${word}' is not expected here; this command takes flags only.`);
}
