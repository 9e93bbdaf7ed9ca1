/** A host, by the contracts that it serves and those that it calls, at home or elsewhere. */
export interface HostContracts {
  readonly serves: readonly string[];
  readonly needs: readonly string[];
}

/** The hosts that are released. `shop` is the shoppers' API. */
export const hosts = {
  monolith: { serves: ['shop', 'accounts', 'catalog', 'checkout', 'orders', 'payments'], needs: ['accounts', 'catalog', 'checkout', 'orders', 'payments'] },
  orders: { serves: ['orders'], needs: ['catalog', 'payments'] },
  catalog: { serves: ['catalog'], needs: [] },
} as const satisfies Readonly<Record<string, HostContracts>>;

export type HostName = keyof typeof hosts;
export const hostNames = Object.keys(hosts) as readonly HostName[];
