import type { HostReport } from '@banyan/strangler';
import type { HostsAnswer } from '../answers.ts';

/** What the instances say of themselves, by host and instance. */
export function hostsView(reports: readonly HostReport[], { newest, now }: { readonly newest: number | null; readonly now: number }): HostsAnswer {
  const name = ({ host, instance }: HostReport) => `${host} ${instance}`;
  return {
    newest,
    hosts: [...reports]
      .sort((one, other) => (name(one) < name(other) ? -1 : 1))
      .map(({ instance, host, modules, routeVersion, at }) => ({ instance, host, modules, routeVersion, at, ageMs: Math.max(0, now - Date.parse(at)) })),
  };
}
