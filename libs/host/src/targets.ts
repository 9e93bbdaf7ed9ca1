import { HttpTarget } from '@banyan/adapter-http';
import { ClientProxyTarget } from '@banyan/adapter-nest';
import type { KeyRing } from '@banyan/contracts/key-ring';
import type { Target } from '@banyan/strangler';
import { ClientTCP } from '@nestjs/microservices';
import type { HostQueues } from './host-queues.ts';

/** A target that is closed when the host stops. */
export type ClosableTarget = Target & { close(): Promise<void> };

/** Makes a target of its address: `http://host:port`, `tcp://host:port` or `sqs:module`. */
export function targetAt(
  address: string,
  { caller, keys, queues }: { readonly caller: string; readonly keys: KeyRing; readonly queues: HostQueues | undefined },
): ClosableTarget {
  if (address.startsWith('sqs:')) return queues!.target(address.slice('sqs:'.length));
  if (!address.startsWith('tcp://')) return new HttpTarget({ url: address, caller, keys });
  const { hostname, port } = new URL(address);
  return new ClientProxyTarget({ client: new ClientTCP({ host: hostname, port: Number(port) }), caller, keys });
}
