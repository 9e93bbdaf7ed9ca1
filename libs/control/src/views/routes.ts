import type { Contract } from '@banyan/contracts/define';
import { entriesFor, groupsOf, isInForce, judge, judgedAddresses, operationsOf, routeTable, type HostReport, type RouteChange } from '@banyan/strangler';
import type { RoutesAnswer } from '../answers.ts';

/** The newest routes, spelled out, and how their rollouts stand. @param given.reports as far back as they go */
export function routesView(
  { table, by, at, why }: RouteChange,
  { contracts, reports, now }: { readonly contracts: readonly Contract[]; readonly reports: readonly HostReport[]; readonly now: number },
): RoutesAnswer {
  const { routes } = routeTable(table, contracts);
  return {
    version: table.version,
    by,
    at,
    why,
    operations: contracts.flatMap((contract) =>
      operationsOf(contract).map(({ address, operation: { effect, delivery } }) => ({
        address,
        effect,
        delivery,
        entry: entriesFor(address, contract).find((entry) => Object.hasOwn(table.routes, entry)) ?? null,
        route: routes.get(address)!,
      })),
    ),
    groups: contracts.flatMap(groupsOf).map(({ entry = null, addresses }) => ({ entry, addresses })),
    rollouts: Object.entries(table.rollouts ?? {}).map(([entry, rollout]) => ({
      entry,
      rollout,
      inForce: isInForce(rollout, table.routes[entry]),
      verdict: judge({ rollout, addresses: judgedAddresses(entry, contracts), reports, now }),
    })),
  };
}
