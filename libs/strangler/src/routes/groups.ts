import type { Contract } from '@banyan/contracts/define';

/** Operations that change their placement only together. */
export interface Group {
  /** As an entry of the routes: `orders.processing`; undefined where the contract gave it no name. */
  readonly entry: string | undefined;
  /** The addresses of its operations. */
  readonly addresses: readonly string[];
}

/** A contract's groups: those it names, and what is deferred, since that waits in one inbox. */
export function groupsOf({ name, operations, groups = {} }: Contract): Group[] {
  const address = (operation: string) => `${name}.${operation}`;
  const named = Object.entries(groups).map(([group, members]): Group => ({ entry: address(group), addresses: members.map(address) }));
  const deferred = Object.keys(operations).filter((operation) => operations[operation]!.delivery === 'deferred').map(address);
  const isNamed = deferred.length === 0 || named.some(({ addresses }) => addresses.includes(deferred[0]!));
  return isNamed ? named : [...named, { entry: undefined, addresses: deferred }];
}
