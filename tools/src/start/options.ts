import { resolve } from 'node:path';
import { readFlags, type Flag } from './flags.ts';
import { splittable, type SplitName } from './modules.ts';
import { nearest } from './nearest.ts';

/** What carries deferred operations, such as the placing of an order. */
export const vias = ['http', 'sqs', 'tcp'] as const;
export type Via = (typeof vias)[number];

/** What carries the operations that are answered. */
export const repliesOver = ['http', 'tcp'] as const;
export type RepliesOver = (typeof repliesOver)[number];

/** How a shop is started. */
export interface ShopOptions {
  /** The modules that run as a process of their own. */
  readonly split: readonly SplitName[];
  readonly via: Via;
  readonly replies: RepliesOver;
  /** Name → address of hosts that may be shadowed, and nothing else. */
  readonly candidates?: Readonly<Record<string, string>>;
  /** How many monoliths there are, behind one nginx; one, and no nginx, if left out. */
  readonly instances?: number;
  /** Where shoppers call; 0 takes any free port. */
  readonly port: number;
  /** Where shoppers' browsers call, 0 for any free port; no storefront if left out. */
  readonly storefront?: number;
  /** Where operators' browsers call, 0 for any free port; no console if left out, nor where routes cannot change. */
  readonly console?: number;
  /** Absolute path of the folder that holds everything the shop remembers. */
  readonly data: string;
  /** Begins anew: what the data folder held is deleted. */
  readonly fresh: boolean;
  /** Whether the demo catalogue is brought in. */
  readonly demo: boolean;
}

/** The flags of `npm start`, which other commands that start a shop take as well. */
export const shopFlags = {
  split: { value: '<modules>', does: `also run these as processes of their own: ${splittable.join(', ')} or both, with a comma` },
  via: { value: '<transport>', does: `what carries deferred operations: ${vias.join(', ')}; http if left out` },
  replies: { value: '<transport>', does: `what carries the other operations: ${repliesOver.join(', ')}; http if left out` },
  candidate: { value: '<name>=<url>', does: 'have every host know a build that may only be shadowed, such as catalog-next=http://127.0.0.1:4711; several with a comma' },
  instances: { value: '<n>', does: 'run so many monoliths behind one nginx, up to 9; one, and no nginx, if left out' },
  port: { value: '<port>', does: 'where shoppers call; 3000 if left out, 0 for any free one' },
  data: { value: '<folder>', does: 'where everything is kept; .banyan if left out' },
  fresh: { does: 'begin anew: delete what the data folder held' },
  'no-demo': { does: 'leave out the demo catalogue' },
} as const satisfies Readonly<Record<string, Flag>>;
export type ShopFlag = keyof typeof shopFlags;

/** All flags of `npm start`. */
export const startFlags = {
  ...shopFlags,
  'storefront-port': { value: '<port>', does: 'where the storefront is; 3080 if left out, 0 for any free one, as it is with --port 0' },
  'no-storefront': { does: 'leave out the storefront' },
  'console-port': { value: '<port>', does: 'where the console is; 3081 if left out, 0 for any free one, as it is with --port 0' },
  'no-console': { does: 'leave out the console' },
} as const satisfies Readonly<Record<string, Flag>>;

/** Makes options of the flags given; `mistakes` lists everything that is wrong with them. */
export function shopOptions(
  given: ReadonlyMap<string, string>,
  { folder }: { readonly folder: string },
): { readonly options: ShopOptions; readonly mistakes: readonly string[] } {
  const split = splitModules(given.get('split'));
  const { candidates, mistakes: wrongCandidates } = candidatesIn(given.get('candidate'));
  const instances = given.get('instances') ?? '1';
  const port = portNumber(given.get('port') ?? '3000');
  const via = oneOf('via', vias, given.get('via'));
  const replies = oneOf('replies', repliesOver, given.get('replies'));
  return {
    options: {
      split: split.modules,
      ...(candidates ? { candidates } : {}),
      via: via.choice,
      replies: replies.choice,
      ...(/^[2-9]$/.test(instances) ? { instances: Number(instances) } : {}),
      port: port ?? 0,
      data: resolve(folder, given.get('data') ?? '.banyan'),
      fresh: given.has('fresh'),
      demo: !given.has('no-demo'),
    },
    mistakes: [
      ...split.mistakes,
      ...via.mistakes,
      ...replies.mistakes,
      ...wrongCandidates,
      ...(/^[1-9]$/.test(instances) ? [] : [`--instances ${instances} is not a number of monoliths: give a whole number from 1 to 9, such as --instances 3.`]),
      ...(port === undefined ? [`--port ${given.get('port')} is not a port: give a whole number from 0 to 65535, such as --port 3000.`] : []),
    ],
  };
}

/** Reads the command line of `npm start`. */
export function readShopOptions(args: readonly string[], { folder }: { readonly folder: string }): ReturnType<typeof shopOptions> {
  const { given, words, mistakes } = readFlags(args, startFlags);
  const read = shopOptions(new Map([...given].filter((entry): entry is [ShopFlag, string] => entry[0] in shopFlags)), { folder });
  const [storefront, console] = [pagesPort('storefront', '3080', given), pagesPort('console', '3081', given)];
  return {
    options: { ...read.options, ...(storefront.port === undefined ? {} : { storefront: storefront.port }), ...(console.port === undefined ? {} : { console: console.port }) },
    mistakes: [...mistakes, ...words.map((word) => `'${word}' is not expected here${hint(word)}`), ...read.mistakes, ...storefront.mistakes, ...console.mistakes],
  };
}

function pagesPort(pages: 'storefront' | 'console', usual: string, given: ReadonlyMap<string, string>): { readonly port?: number; readonly mistakes: readonly string[] } {
  const text = given.get(`${pages}-port`);
  if (given.has(`no-${pages}`)) return { mistakes: text === undefined ? [] : [`--${pages}-port and --no-${pages} exclude each other; give one of them.`] };
  const port = portNumber(text ?? (given.get('port') === '0' ? '0' : usual));
  return port === undefined ? { mistakes: [`--${pages}-port ${text} is not a port: give a whole number from 0 to 65535, such as --${pages}-port ${usual}.`] } : { port, mistakes: [] };
}

function hint(word: string): string {
  const modules = word.split(',');
  return modules.every((module) => (splittable as readonly string[]).includes(module)) ? `; did you mean --split ${word}?` : '; npm start takes flags only.';
}

function splitModules(value: string | undefined): { modules: SplitName[]; mistakes: string[] } {
  const isSplittable = (name: string): name is SplitName => (splittable as readonly string[]).includes(name);
  const names = value === undefined ? [] : [...new Set(value.split(',').map((name) => name.trim()))];
  return {
    modules: splittable.filter((name) => names.includes(name)),
    mistakes: names
      .filter((name) => !isSplittable(name))
      .map((name) => {
        const meant = nearest(name, splittable);
        return `--split: '${name}' cannot be split out${meant ? `; did you mean '${meant}'?` : `. These can: ${splittable.join(', ')}.`}`;
      }),
  };
}

/** The names of those hosts that have one already. */
const taken = ['monolith', 'home', 'local', ...splittable];

function candidatesIn(value: string | undefined): { candidates?: Record<string, string>; mistakes: string[] } {
  if (value === undefined) return { mistakes: [] };
  const read = value.split(',').map((text) => ({ text, found: /^([a-z][a-z0-9-]*)=(https?:\/\/[^/]+)$/.exec(text.trim()) }));
  return {
    candidates: Object.fromEntries(read.flatMap(({ found }) => (found ? [[found[1]!, found[2]!]] : []))),
    mistakes: read.flatMap(({ text, found }) => {
      if (!found) return [`--candidate '${text}' is no name with an address; write catalog-next=http://127.0.0.1:4711.`];
      return taken.includes(found[1]!) ? [`--candidate '${found[1]!}' is the name of another host; choose one such as ${found[1]!}-next.`] : [];
    }),
  };
}

/** The transport that was chosen, the first one if none was. */
function oneOf<Choice extends string>(flag: string, choices: readonly [Choice, ...Choice[]], value: string | undefined): { choice: Choice; mistakes: string[] } {
  const choice = choices.find((one) => one === value);
  if (value === undefined || choice !== undefined) return { choice: choice ?? choices[0], mistakes: [] };
  return { choice: choices[0], mistakes: [`--${flag} '${value}' is none of ${choices.join(', ')}.`] };
}

function portNumber(text: string): number | undefined {
  const port = Number(text);
  return /^\d+$/.test(text) && port <= 65_535 ? port : undefined;
}
