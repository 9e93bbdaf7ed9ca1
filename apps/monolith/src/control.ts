import type { Contract } from '@banyan/contracts/define';
import { grantOverride } from '@banyan/contracts/wire';
import { controlApi, type ControlApi } from '@banyan/control';
import { SettingsRefused, signedRoutes, type PreparedHost } from '@banyan/host';
import type { monolithSettings } from './monolith.settings.ts';

/**
 * The control API, if the settings ask for one.
 * @throws {SettingsRefused} if they lack what it needs
 */
export function controlOf(host: PreparedHost<typeof monolithSettings>, contracts: readonly Contract[]): ControlApi | undefined {
  const { own, routingStore, keys, settings, logger, inboxes, queues, modules } = host;
  const { CONTROL_PORT, CONTROL_VIEWER_TOKEN: viewer, CONTROL_OPERATOR_TOKEN: operator } = own;
  if (CONTROL_PORT === undefined) return undefined;
  const missing = [
    ...(routingStore ? [] : ['ROUTING_DATABASE_URL']),
    ...(viewer === undefined ? ['CONTROL_VIEWER_TOKEN'] : []),
    ...(operator === undefined ? ['CONTROL_OPERATOR_TOKEN'] : []),
  ];
  if (!routingStore || viewer === undefined || operator === undefined) throw new SettingsRefused(missing.map((name) => `${name} is missing: CONTROL_PORT needs it.`));
  return controlApi({
    store: routingStore.routes,
    reports: routingStore.reports,
    acts: routingStore.acts,
    codec: signedRoutes(keys),
    contracts,
    home: settings.home,
    grant: (granted) => grantOverride(keys, granted),
    tokens: { viewer, operator },
    lanes: {
      inboxes: () => inboxes.byModule,
      redrive: queues && ((module) => queues.redrive(modules.find(({ contract }) => contract.name === module)!)),
    },
    now: Date.now,
    onFault: (error) => logger.error({ err: error }, 'A call of the control API failed.'),
  });
}
