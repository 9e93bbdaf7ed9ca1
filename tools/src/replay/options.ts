import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { dataFolder } from '../start/data-folder.ts';
import { readFlags, type Flag } from '../start/flags.ts';
import { shopFlags, shopOptions, type ShopOptions } from '../start/options.ts';
import { shown } from '../start/root.ts';
import { databaseKind, readSettings, type Environment } from '../start/settings.ts';
import { exactStock, stockFactor, type StockFactor } from './plan/stock-factor.ts';
import type { OperatorReach } from './shop/operator-api.ts';

/** The shop that is played to: one that is started for it, or one that runs. */
export type Stage = { readonly kind: 'own'; readonly options: ShopOptions } | ({ readonly kind: 'running'; readonly publicUrl: string } & OperatorReach);

export interface ReplayOptions {
  /** Absolute path of the order file. */
  readonly file: string;
  /** How many orders are played; all if left out. */
  readonly limit?: number;
  /** Milliseconds without any order accepted or ended after which a replay gives up. */
  readonly patience: number;
  /** Orders that are sent in a second at most; as many as the shop takes if left out. */
  readonly rate?: number;
  readonly stock: StockFactor;
  /** Absolute path of the file that the report is written to. */
  readonly json?: string;
  readonly stage: Stage;
}

const defaultPatience = '120';

/** The flags of `npm run replay`. */
export const replayFlags = {
  limit: { value: '<n>', does: 'play only the first n orders; prices and stock come from the whole file' },
  stock: { value: '<factor>', does: 'how much there is of each product, as a multiple of what the file sells of it; 1 if left out' },
  rate: { value: '<n>', does: 'send at most n orders a second; as many as the shop takes if left out' },
  json: { value: '<file>', does: 'also write the report as JSON' },
  patience: { value: '<seconds>', does: `give up once no order was accepted or ended for so long; ${defaultPatience} if left out` },
  url: { value: '<shop>', does: 'play to this shop, with BANYAN_OPERATOR_URL and BANYAN_OPERATOR_TOKEN, instead of starting one' },
  split: shopFlags.split,
  via: shopFlags.via,
  replies: shopFlags.replies,
  port: { value: '<port>', does: 'where shoppers call; any free one if left out' },
  data: { value: '<folder>', does: 'where everything is kept; .banyan/replay if left out' },
  fresh: { does: 'begin anew, as a replay always does; needed where --data names a folder that holds a shop' },
} as const satisfies Readonly<Record<string, Flag>>;
type ReplayFlag = keyof typeof replayFlags;

const ownData = '.banyan/replay';

/** Reads the command line of `npm run replay`; `mistakes` lists everything that is wrong with it. */
export function readReplayOptions(
  args: readonly string[],
  { folder, environment }: { readonly folder: string; readonly environment: Environment },
): { readonly options: ReplayOptions; readonly mistakes: readonly string[] } {
  const { given, words, mistakes } = readFlags(args, replayFlags);
  const limit = given.get('limit');
  const stock = given.get('stock');
  const rate = given.get('rate');
  const json = given.get('json');
  const patience = given.get('patience') ?? defaultPatience;
  const factor = stock === undefined ? exactStock : stockFactor(stock);
  const stage = given.has('url') ? runningStage(given, environment) : ownStage(given, folder, environment);
  return {
    options: {
      file: resolve(folder, words[0] ?? ''),
      ...(limit === undefined ? {} : { limit: Number(limit) }),
      patience: Number(patience) * 1_000,
      ...(rate === undefined ? {} : { rate: Number(rate) }),
      stock: factor ?? exactStock,
      ...(json === undefined ? {} : { json: resolve(folder, json) }),
      stage: stage.stage,
    },
    mistakes: [
      ...mistakes,
      ...(words.length === 0 ? ['Name the file to play: npm run replay -- <file.csv, file.csv.gz or file.xlsx>'] : []),
      ...words.slice(1).map((word) => `'${word}' is one file too many; play one at a time.`),
      ...(limit === undefined || /^[1-9]\d{0,8}$/.test(limit) ? [] : [`--limit ${limit} is not a number of orders; write --limit 500.`]),
      ...(/^[1-9]\d{0,5}$/.test(patience) ? [] : [`--patience ${patience} is not a number of seconds; write --patience 300.`]),
      ...(rate === undefined || (/^\d{1,5}(\.\d{1,3})?$/.test(rate) && Number(rate) > 0) ? [] : [`--rate ${rate} is not a number of orders a second; write --rate 20 or --rate 0.5.`]),
      ...(factor ? [] : [`--stock ${stock} is not a factor; write --stock 0.9, with up to six decimals.`]),
      ...(json === undefined || existsSync(dirname(resolve(folder, json))) ? [] : [`--json ${json}: there is no such folder; make it first.`]),
      ...stage.mistakes,
    ],
  };
}

type ReadStage = { readonly stage: Stage; readonly mistakes: readonly string[] };

function runningStage(given: ReadonlyMap<ReplayFlag, string>, environment: Environment): ReadStage {
  const publicUrl = given.get('url') ?? '';
  const [operatorUrl, operatorToken] = [environment['BANYAN_OPERATOR_URL'] ?? '', environment['BANYAN_OPERATOR_TOKEN'] ?? ''];
  const startFlags = (['split', 'via', 'replies', 'port', 'data', 'fresh'] as const).filter((name) => given.has(name));
  return {
    stage: { kind: 'running', publicUrl, operatorUrl, operatorToken },
    mistakes: [
      ...(isAddress(publicUrl) ? [] : [`--url ${publicUrl} is not an address; write --url http://127.0.0.1:3000.`]),
      ...(isAddress(operatorUrl) ? [] : ['BANYAN_OPERATOR_URL must hold the address of the shop’s operator; the shop’s data folder has it in operator.env.']),
      ...(operatorToken ? [] : ['BANYAN_OPERATOR_TOKEN must hold the operator’s token; the shop’s data folder has it in operator.env.']),
      ...startFlags.map((name) => `--${name} is for a shop that is started; leave it out beside --url.`),
    ],
  };
}

function ownStage(given: ReadonlyMap<ReplayFlag, string>, folder: string, environment: Environment): ReadStage {
  const { options, mistakes } = shopOptions(new Map<string, string>([['port', '0'], ['data', ownData], ...given]), { folder });
  const isEmbedded = databaseKind(readSettings(environment).settings) === 'embedded';
  const wouldDelete = given.has('data') && !given.has('fresh') && existsSync(dataFolder(options.data).secrets);
  return {
    stage: { kind: 'own', options: { ...options, demo: false, fresh: isEmbedded || options.fresh } },
    mistakes: [
      ...mistakes,
      ...(wouldDelete ? [`${shown(options.data)} holds a shop, and a replay begins anew. Add --fresh to have it deleted, or name another folder.`] : []),
    ],
  };
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
