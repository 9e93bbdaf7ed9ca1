import { hasOutbox, isCalledLater } from '../shop/modules.ts';
import { modulesOf, type HostName } from '../shop/hosts.ts';

/** Whether a host sends to queues or takes from them: one of its modules is called later, or announces something. */
export function usesQueues(host: HostName): boolean {
  return modulesOf(host).some((module) => isCalledLater(module) || hasOutbox(module));
}
