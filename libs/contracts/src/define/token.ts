import type { ApiOf, Contract, ImplementationOf } from './contract.ts';

/** A dependency injection token that remembers what it stands for. */
export type Token<T> = symbol & { readonly stands?: T };

/** The token under which callers get a contract's API, wherever the module runs. */
export function tokenOf<C extends Contract>(contract: C): Token<ApiOf<C>> {
  return Symbol.for(`banyan:api:${contract.name}`);
}

/** The token under which the module itself provides its handlers; only the host that runs it asks for them. */
export function implementationTokenOf<C extends Contract>(contract: C): Token<ImplementationOf<C>> {
  return Symbol.for(`banyan:implementation:${contract.name}`);
}

/** The token under which a host gives a module its settings, checked against the schema at the module's door. */
export function settingsTokenOf<T>(module: string): Token<T> {
  return Symbol.for(`banyan:settings:${module}`);
}
