import { HttpTarget } from '@banyan/adapter-http';
import { ClientProxyTarget } from '@banyan/adapter-nest';
import type { KeyRing } from '@banyan/contracts/key-ring';
import { jointTarget, type Target } from '@banyan/strangler';
import { ClientTCP } from '@nestjs/microservices';
import type { TargetAddress } from './host-settings.ts';
import type { HostQueues } from './host-queues.ts';

/** A target that is closed when the host stops. */
export interface ClosableTarget extends Target {
  close(): Promise<void>;
}

interface Reaching {
  readonly caller: string;
  readonly keys: KeyRing;
  readonly queues: HostQueues | undefined;
  /** Connections to each at most; as many as a target takes if left out. */
  readonly connections?: number;
}

/** Makes targets of their addresses, by name. */
export function targetsAt(addresses: Readonly<Record<string, TargetAddress>>, reaching: Reaching): ReadonlyMap<string, ClosableTarget> {
  return new Map(Object.entries(addresses).map(([name, address]) => [name, targetAt(address, reaching)]));
}

/** Makes a target of its address; one that has an address for each delivery takes both ways. */
function targetAt(address: TargetAddress, reaching: Reaching): ClosableTarget {
  if (typeof address === 'string') return oneWay(address, reaching);
  const { reply, deferred } = address;
  const [answers, defers] = [reply, deferred].map((one) => (one === undefined ? undefined : oneWay(one, reaching)));
  const joint = jointTarget({ ...(answers ? { reply: answers } : {}), ...(defers ? { deferred: defers } : {}) });
  return Object.assign(joint, { close: async () => void (await Promise.all([answers?.close(), defers?.close()])) });
}

/** `http://host:port`, `tcp://host:port`, or `sqs`: the queue of the module that is called. */
function oneWay(address: string, { caller, keys, queues, connections }: Reaching): ClosableTarget {
  if (address === 'sqs') return queues!.target();
  if (!address.startsWith('tcp://')) return new HttpTarget({ url: address, caller, keys, ...(connections === undefined ? {} : { connections }) });
  const { hostname, port } = new URL(address);
  return new ClientProxyTarget({ client: new ClientTCP({ host: hostname, port: Number(port) }), caller, keys });
}
