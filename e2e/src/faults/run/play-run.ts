import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { faultOf } from '../catalogue/index.ts';
import type { Fault } from '../catalogue/fault.ts';
import { check, type Verdict } from '../checker/index.ts';
import { fault as faultKind, planned, readHistory, Recorder } from '../history/index.ts';
import { plantedAs } from '../sabotage/planted.ts';
import { timesMet } from '../sabotage/sabotaged.ts';
import { Chance } from './chance.ts';
import { countStock } from './count-stock.ts';
import { waitUntilDrained } from './drain.ts';
import { emptyRunFolder, filesOf, keepLogs, writeJson } from './files.ts';
import { leftoversIn } from './leftovers.ts';
import { loadOf } from './load/load.ts';
import { usualLoad } from './load/shape.ts';
import { drawVisits } from './load/wishes.ts';
import { leniencyOf, type Leniency, type RunSettings } from './settings.ts';
import { startShopOfRun, type ShopOfRun } from './shop-of-run.ts';
import type { ShopKind } from './shops.ts';
import { drawTimetable, type Timetable } from './timetable.ts';
import { WatchedIntake } from './watched-intake.ts';
import type { World } from './world.ts';
import { readWitnesses } from './witnesses/read-witnesses.ts';

/** What a run has shown. */
export interface PlayedRun {
  readonly fault: string;
  readonly seed: number;
  readonly shop: ShopKind;
  readonly verdict: Verdict;
  /** Milliseconds that the shop took to work everything off; undefined if it did not. */
  readonly drained: number | undefined;
  /** How often hosts did something altered, if a mistake was planted. */
  readonly altered: number;
}

/**
 * Plays a run: a real shop sells, something is broken and healed, everything is worked off, and what was seen and is found is judged. History, witnesses and
 * verdict are in the run's folder afterwards, and the logs too unless all is well.
 * @throws {Error} if there is no such fault, or the shop did not start
 */
export async function playRun(settings: RunSettings): Promise<PlayedRun> {
  const { seed, seconds, drainWithin, folder, report } = settings;
  const fault = faultOf(settings.fault, new Chance(seed, 'fault'));
  const mistake = settings.sabotage === undefined ? undefined : plantedAs(settings.sabotage);
  const wanted = fault.shops.find((shop) => shop === (settings.shop ?? mistake?.shop));
  const kind = wanted ?? new Chance(seed, 'shop').oneOf(fault.shops);
  const timetable = drawTimetable({ seconds, ...(fault.lasts === undefined ? {} : { lasts: fault.lasts }) }, new Chance(seed, 'timetable'));
  report(`${fault.number} with seed ${seed}, ${kind}: ${fault.does}${mistake ? `, and ${mistake.name}` : ''}.`);

  await emptyRunFolder(folder);
  const files = filesOf(folder);
  const sabotage = settings.sabotage === undefined ? undefined : { file: files.sabotage, name: settings.sabotage, settings: mistake?.settings ?? {} };
  const shop = await startShopOfRun(kind, fault, seed, sabotage ? { sabotage } : {});
  try {
    const run = new Recorder(files.history, 'run');
    const drained = await sell({ shop, fault, seed, timetable, kind, recorder: run, folder, leniency: leniencyOf(fault, settings), hurried: drainWithin !== undefined, report });
    await shop.endHosts();
    const leftovers = await leftoversIn({ ...shop, folder: shop.tested.folder });
    const witnesses = await readWitnesses(shop.owner, { folder: shop.tested.folder, leftovers });
    run.close();
    const verdict = check(await readHistory(files.history), witnesses);
    await writeJson(files.witnesses, witnesses);
    await writeJson(files.verdict, verdict);
    if (verdict.kind !== 'valid') await keepLogs(shop.tested.folder, folder);
    return { fault: fault.number, seed, shop: kind, verdict, drained, altered: await timesMet(files.sabotage) };
  } catch (error) {
    await keepLogs(shop.tested.folder, folder);
    throw error;
  } finally {
    await shop.discard();
  }
}

interface Selling {
  readonly shop: ShopOfRun;
  readonly fault: Fault;
  readonly seed: number;
  readonly timetable: Timetable;
  readonly kind: ShopKind;
  readonly recorder: Recorder;
  readonly folder: string;
  readonly leniency: Leniency;
  /** Nobody waits long for what may never come. */
  readonly hurried: boolean;
  readonly report: (line: string) => void;
}

async function sell({ shop, fault, seed, timetable, kind, recorder, folder, leniency, hurried, report }: Selling): Promise<number | undefined> {
  const visits = drawVisits({ ...usualLoad, ...fault.load }, { seconds: timetable.load / 1_000, seed, chance: new Chance(seed, 'visits') });
  const orders = visits.reduce((sum, { wishes }) => sum + wishes.length, 0);
  recorder.note(planned, { orders, faults: [fault.number], ...leniency });

  const history = filesOf(folder).history;
  const [shoppers, counter] = [new Recorder(history, 'shoppers'), new Recorder(history, 'counter')];
  const load = loadOf(visits, { url: shop.tested.shop.publicUrl, recorder: shoppers, seed, deadline: leniency.deadline, freshTries: hurried ? 2 : 30 });
  const counting = countStock({ owner: shop.owner, recorder: counter });
  const world: World = { ...shop, recorder, attempts: () => load.attempts };
  const leftovers = () => leftoversIn({ ...shop, folder: shop.tested.folder });
  const intake = kind === 'by-sqs' ? new WatchedIntake({ recorder, leftovers, logs: () => monolithLogs(world), now: () => performance.now() }) : undefined;
  try {
    const broken = new AbortController();
    intake?.start();
    const selling = load.play(broken.signal);
    await breakAndHeal({ world, fault, seed, timetable, recorder, intake, report }).catch(async (error: unknown) => {
      // Whoever still shops would write into files that are closed.
      broken.abort();
      await selling;
      throw error;
    });
    await selling;
    report(`${orders} orders were sent; now everything is worked off.`);
    const waiting = new AbortController();
    const looking = load.lookOn(waiting.signal);
    const drained = await waitUntilDrained({ leftovers, recorder, within: leniency.drainWithin });
    waiting.abort();
    await looking;
    report(drained === undefined ? 'Something is left.' : `Nothing is left after ${Math.round(drained)} ms.`);
    if (drained !== undefined || !hurried) await load.lookAtAll();
    return drained;
  } finally {
    load.close();
    await Promise.all([counting.stop(), intake?.stop()]);
    shoppers.close();
    counter.close();
  }
}

interface Breaking extends Pick<Selling, 'fault' | 'seed' | 'timetable' | 'recorder' | 'report'> {
  readonly world: World;
  readonly intake: WatchedIntake | undefined;
}

async function breakAndHeal({ world, fault, seed, timetable, recorder, intake, report }: Breaking): Promise<void> {
  await pause(timetable.begins);
  const begun = recorder.begin(faultKind, { fault: fault.number });
  if (!fault.intakeStays) intake?.mayChange();
  const injected = await fault.inject(world, new Chance(seed, 'injection')).catch((error: unknown) => {
    begun.fail({ error: String(error).slice(0, 1_000) });
    report(`${fault.number} did not take effect: ${String(error)}`);
    return undefined;
  });
  if (injected) {
    begun.ok({ evidence: injected.evidence.slice(0, 1_000) });
    report(`${injected.evidence}.`);
    await pause(timetable.lasts);
    await injected.heal();
    report('It is healed.');
  }
  intake?.hasToSettle();
}

async function monolithLogs({ tested, processes }: World): Promise<string[]> {
  const names = processes.running.filter((name) => name.startsWith('monolith'));
  return Promise.all(names.map((name) => readFile(join(tested.folder, 'logs', `${name}.log`), 'utf8')));
}
