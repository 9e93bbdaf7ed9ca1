import { randomBytes } from 'node:crypto';
import { accounts } from '@banyan/contracts/accounts';
import { catalog } from '@banyan/contracts/catalog';
import type { Surroundings } from '../start/index.ts';
import { readInvoiceLines } from './file/read-invoice-lines.ts';
import { rowsOf } from './file/rows.ts';
import type { ReplayOptions } from './options.ts';
import { planMistakes } from './plan/plan-mistakes.ts';
import type { Plan } from './plan/plan.ts';
import { Planner } from './plan/planner.ts';
import { connections, play } from './play/play.ts';
import { account } from './report/account.ts';
import { Progress, type Screen } from './report/progress.ts';
import type { Account } from './report/report.ts';
import { bringIn } from './shop/bring-in.ts';
import { HttpShop } from './shop/http-shop.ts';
import { operatorApi } from './shop/operator-api.ts';
import { openStage, type OpenStage } from './stage.ts';

const mistakesShown = 20;

/** The world around a replay. */
export interface ReplaySurroundings extends Pick<Surroundings, 'environment'> {
  readonly screen: Screen;
  /** Breaks the replay off; a shop that was started for it is stopped. */
  readonly signal: AbortSignal;
}

/**
 * Makes the plan of a replay.
 * @throws {Error} that lists what is wrong with the file
 */
export async function planOf({ file, stock }: Pick<ReplayOptions, 'file' | 'stock'>): Promise<Plan> {
  const planner = new Planner();
  try {
    await readInvoiceLines(rowsOf(file), (line) => planner.add(line));
  } catch (error) {
    throw new Error(`${file} cannot be played:\n${(error as Error).message}`, { cause: error });
  }
  const plan = planner.plan(stock);
  const mistakes = planMistakes(plan);
  if (mistakes.length > 0) throw new Error([`${file} cannot be played:`, ...mistakes.slice(0, mistakesShown)].join('\n'));
  return plan;
}

/**
 * Brings the plan's catalogue and customers into the shop, plays its orders and accounts for each.
 * @throws {Error} if the shop cannot be started, holds conflicting markets or products, or the replay was broken off
 */
export async function replay(plan: Plan, { stage, limit, patience, rate }: Pick<ReplayOptions, 'stage' | 'limit' | 'patience' | 'rate'>, surroundings: ReplaySurroundings): Promise<Account> {
  const { environment, screen, signal } = surroundings;
  const orders = plan.orders.slice(0, limit);
  let say = (line: string): void => void screen.write(`${line}\n`);
  const open = await openStage(stage, { environment, report: (line) => say(line), signal });
  try {
    const run = randomBytes(6).toString('base64url');
    say(`Bringing ${plan.markets.length} markets, ${plan.products.length} products and ${plan.customers.length} customers into ${open.publicUrl} …`);
    const tokens = await bringIn(plan, { catalog: operatorApi(catalog, open), accounts: operatorApi(accounts, open) });
    say(`Playing ${orders.length} orders; the idempotency keys of this run begin with replay-${run}- …`);
    const progress = new Progress(screen, orders.length);
    say = (line) => progress.say(line);
    try {
      return account(plan, await playTo(open, orders, { run, tokens, listener: progress, patience, rate, signal }));
    } finally {
      say = (line) => void screen.write(`${line}\n`);
      progress.stop();
    }
  } finally {
    await open.close();
  }
}

async function playTo({ publicUrl }: OpenStage, orders: Plan['orders'], needs: Pick<Parameters<typeof play>[1], 'run' | 'tokens' | 'listener' | 'patience' | 'rate' | 'signal'>): ReturnType<typeof play> {
  const shop = new HttpShop(publicUrl, { connections });
  const breakOff = () => void shop.close();
  needs.signal.addEventListener('abort', breakOff);
  try {
    return await play(orders, { ...needs, shop, clock: () => performance.now() });
  } finally {
    needs.signal.removeEventListener('abort', breakOff);
    await shop.close();
  }
}
