import type { DataFolder } from './data-folder.ts';
import type { Hosts } from './hosts.ts';
import type { QueuePlan } from './plan.ts';
import type { ShopSettings } from './settings.ts';
import { startableSqs } from './startables.ts';

/** Every hundredth lane takes the queue's way for good, so that it is never an untested one. */
const intakePercent = '1';

/** Sees to queues that the hosts can use: those that the environment names, or an emulator's, which forgets them when it ends. */
export async function prepareQueues(
  { queues }: Pick<ShopSettings, 'queues'>,
  { port, folder, hosts, signal }: { readonly port: number; readonly folder: DataFolder; readonly hosts: Hosts; readonly signal: AbortSignal },
): Promise<QueuePlan> {
  const { INTAKE_QUEUE_PERCENT = intakePercent, ...named } = queues;
  const intake = { INTAKE_QUEUE_PERCENT };
  if (named.QUEUES !== undefined) return { hosts: withValue(named), intake };
  await hosts.start(startableSqs({ port, folder }), signal);
  return { hosts: { ...emulated(port), ...withValue(named) }, intake: { ...intake, INTAKE_JOURNAL: folder.intake } };
}

/** An emulator asks for credentials, whichever. What it has forgotten is soon sent again. */
function emulated(port: number): Record<string, string> {
  return {
    QUEUES: 'create',
    QUEUE_ENDPOINT: `http://127.0.0.1:${port}`,
    QUEUE_OVERDUE_MS: '5000',
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'emulator',
    AWS_SECRET_ACCESS_KEY: 'emulator',
  };
}

function withValue(variables: Readonly<Partial<Record<string, string>>>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
