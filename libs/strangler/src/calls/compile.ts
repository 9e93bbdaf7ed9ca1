import { CallError } from '@banyan/contracts/define';
import type { DispatcherOptions, Reachable } from '../dispatcher-options.ts';
import type { Tallies } from '../observe/tallies.ts';
import { choiceOf, type Place, type Standpoint } from '../routes/choice.ts';
import { attributesOf, reasonOf } from '../routes/reason-attributes.ts';
import type { RouteTable } from '../routes/route-table.ts';
import type { Route } from '../routes/route.ts';
import { isShadowable } from '../shadow/shadowable.ts';
import type { AddressedOperation } from '../target.ts';
import type { Call } from './conclude.ts';
import { entered } from './entered.ts';
import { localCall } from './local-call.ts';
import { observed } from './observed.ts';
import { onlyShadows } from './only-shadows.ts';
import { remoteCall } from './remote-call.ts';
import { routedCall } from './routed-call.ts';
import { traced, type TracedCall } from './traced.ts';
import { watched } from './watched.ts';
import { watchedPlan } from './watched-plan.ts';
import { withoutEffectInShadow } from './without-effect.ts';

/** Share of the calls that stay at home while a canary runs which are also compared with its target, so that wrong answers go on being found. */
const WATCHED_BESIDE_CANARY = 0.1;

const here: Place = { placement: 'local' };
const overridden = attributesOf({ kind: 'override' });

/** The calls of one operation under one route table. */
export interface Compiled {
  /** As callers reach it: by its route. */
  readonly routed: Call;
  /** As other hosts reach it: in this process, whatever the routes say; undefined if its module does not run here. */
  readonly served: Call | undefined;
  /** At home, uncounted. */
  readonly atHome: Call;
  /** At `local` or at a target; undefined if it cannot be made there. */
  readonly callAt: (name: string) => Call | undefined;
}

interface Compiling extends Pick<DispatcherOptions, 'ambient' | 'now' | 'onDefect' | 'guard' | 'safeguards' | 'tallies' | 'servedTallies' | 'servesOnlyShadows' | 'shadows' | 'spans'> {
  readonly standpoint: Standpoint;
  readonly reachable: Reachable;
  /** What plans the operation, if it is a write that is planned. */
  readonly planner: AddressedOperation | undefined;
}

/** Makes the calls of an operation from the routes; nothing is left to be looked up when one is called. */
export function compile(addressed: AddressedOperation, { version, routes }: RouteTable, compiling: Compiling): Compiled {
  const { standpoint, reachable, planner, ambient, now, onDefect, guard = 'copy', safeguards, tallies, servedTallies, servesOnlyShadows, shadows, spans } = compiling;
  const { address, operation } = addressed;
  const route = routes.get(address)!;
  const choice = choiceOf(route, standpoint);

  const handler = handlerOf(addressed, reachable);
  const local = handler && localCall(addressed, handler, { now, onDefect, guard });
  const metered = (by: Pick<Tallies, 'meterOf'> | undefined) => {
    const meter = by?.meterOf(address, version, nameOf(here, standpoint));
    return handler && meter ? localCall(addressed, handler, { now, onDefect, guard, meter }) : local;
  };
  const trace = (call: Call, described: Omit<TracedCall, 'address'>): Call => (spans ? traced(call, { spans, ambient }, { ...described, address }) : call);
  const routedTo = (place: Place): Pick<TracedCall, 'role' | 'attributes'> => {
    const [role, target] = place.placement === 'local' ? (['within', standpoint.host] as const) : (['asks', place.target] as const);
    return { role, attributes: { operation: address, placement: place.placement, target, 'route.version': version } };
  };
  const executable = metered(servedTallies);
  const executed = servesOnlyShadows && executable ? onlyShadows(address, executable) : executable;
  const served = executed && trace(entered(executed, address, ambient), { role: 'answers', attributes: { operation: address } });

  const count = (call: Call, target: string | undefined): Call => (tallies ? observed(call, { address, version, target }, tallies.observe, now) : call);
  const bare = (place: Place): Call => {
    if (place.placement === 'local') return local ?? absent(addressed);
    return remoteCall(addressed, reachable.targets.get(place.target)!, { now, onDefect });
  };
  const atHome = bare(choice.home);
  const guarded = (place: Place, fallback?: Call): Call => {
    if (place.placement === 'local') return count(bare(place), nameOf(place, standpoint));
    const call = count(bare(place), nameOf(place, standpoint));
    return safeguards ? withoutEffectInShadow(addressed, safeguards.guard(addressed, place.target, call, fallback)) : call;
  };

  const watch = (call: Call): Call => {
    const share = watchedShare(route);
    if (!shadows || share === 0 || !('target' in route)) return call;
    const watch = { ...shadows.watchOf(route.target), share, version };
    if (isShadowable(operation)) return watched(addressed, call, watch);
    return planner && choice.home.placement === 'local' ? watchedPlan(planner, call, watch, onDefect) : call;
  };
  const isPlain = route.kind === 'local' && choice.home.placement === 'local';
  const fallback = 'fallback' in route && route.fallback === true ? count(atHome, undefined) : undefined;
  const callOf = (place: Place): Call => {
    if (isPlain) return metered(tallies) ?? absent(addressed);
    return place === choice.home ? watch(guarded(place)) : guarded(place, fallback);
  };
  const reason = reasonOf(operation, choice, version);

  return {
    routed: routedCall(addressed, choice, (place) => trace(callOf(place), { ...routedTo(place), more: reason })),
    served,
    atHome,
    callAt: (name) => {
      const { home } = choiceOf({ kind: 'local' }, standpoint);
      const { there } = choiceOf({ kind: 'remote', target: name }, standpoint);
      const place = name === 'local' ? home : there;
      const possible = place.placement === 'local' ? local !== undefined : reachable.targets.get(place.target)?.carries.includes('reply');
      return possible ? trace(guarded(place), { ...routedTo(place), more: () => overridden }) : undefined;
    },
  };
}

function watchedShare(route: Route): number {
  if (route.kind === 'shadow') return route.percent / 100;
  return route.kind === 'canary' ? WATCHED_BESIDE_CANARY : 0;
}

/** A place as tallies name it: undefined for home. */
function nameOf(place: Place, { host, home }: Standpoint): string | undefined {
  const name = place.placement === 'local' ? host : place.target;
  return name === home ? undefined : name;
}

function handlerOf({ address }: AddressedOperation, { modules }: Reachable) {
  const [owner, name] = address.split('.') as [string, string];
  const implementation = modules.get(owner)?.implementation;
  if (!implementation) return undefined;
  const handler = implementation[name];
  if (!handler) throw new TypeError(`The module does not implement ${address}; add '${name}' to its API.`);
  return handler.bind(implementation);
}

function absent({ address }: AddressedOperation): Call {
  return () => Promise.reject(new CallError('unknownOperation', address, `${address} does not run in this host.`, { executed: 'no' }));
}
