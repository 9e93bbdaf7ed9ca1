import type { DynamicModule, InjectionToken, Type as Class } from '@nestjs/common';
import type { Contract } from '@banyan/contracts/define';
import type { ErrorTranslations } from './error-translation.ts';
import { moveProvider } from './move-provider.ts';
import { nameOf } from './provider.ts';
import type { Seam } from './seam.ts';
import { SeamRefused } from './seam-refused.ts';

export interface SeamSpec<C extends Contract> {
  /** What the provider promises: an operation for each method that may once be called from elsewhere. */
  readonly contract: C;
  /** The token that callers ask for: a class, a string, a symbol. */
  readonly provide: InjectionToken;
  /**
   * The operations whose calls are checked and copied as a wire would, and which may be routed; `true` for all. The
   * others are observed: their calls pass untouched, and the report tells what a wire would lose.
   */
  readonly enforce?: true | readonly (keyof C['operations'] & string)[];
  /** How errors that the provider has always thrown travel. */
  readonly errors?: ErrorTranslations;
}

interface Moved {
  readonly contract: string;
  readonly original: symbol;
}

const moved = new WeakMap<object, Map<InjectionToken, Moved>>();

/**
 * Gives an existing provider a seam; neither the provider nor its callers change. It has to run before the application starts,
 * beside the module that imports the provider's. Repeating it does nothing more.
 *
 * Whoever asks for the provider gets the seam: importers, callers inside the module, both ends of a cycle. The provider's calls
 * to itself stay inside it. In an application without `SeamModule` the seam only hands on.
 * @param module the module that declares the provider; a dynamic module as the very object that is imported
 * @throws {SeamRefused} with the reason, if the provider cannot have a seam
 */
export function strangle<C extends Contract>(module: Class | DynamicModule, { contract, provide, enforce = [], errors = {} }: SeamSpec<C>): Seam {
  const known = moved.get(module) ?? new Map<InjectionToken, Moved>();
  const already = known.get(provide);
  if (already && already.contract !== contract.name) {
    throw new SeamRefused([`${nameOf(provide)} has a seam by the contract '${already.contract}' already; put the operations of '${contract.name}' into that one.`]);
  }
  const { original } = already ?? { original: moveProvider(module, provide, contract) };
  moved.set(module, known.set(provide, { contract: contract.name, original }));
  return Object.freeze({
    provider: nameOf(provide),
    module: nameOf(typeof module === 'function' ? module : module.module),
    contract,
    original,
    enforced: new Set(enforce === true ? Object.keys(contract.operations) : enforce),
    errors,
  });
}
