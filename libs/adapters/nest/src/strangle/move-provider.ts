import 'reflect-metadata';
import { forwardRef, Inject, Optional, type DynamicModule, type InjectionToken, type Provider, type Type as Class } from '@nestjs/common';
import type { Contract } from '@banyan/contracts/define';
import { nameOf, refuseScoped, specOf, tokenOf } from './provider.ts';
import { attach, seamPrototype } from './seam-instance.ts';
import { SeamRefused } from './seam-refused.ts';
import { Seams } from './seams.ts';

const PROVIDERS = 'providers';

/**
 * Moves a provider to a token of its own inside its module, and puts a seam in its place; Nest reads it when an application
 * starts. The seam is inert until an application brings {@link Seams}.
 * @throws {SeamRefused} if the module lacks the provider, or it cannot have a seam
 */
export function moveProvider(module: Class | DynamicModule, provide: InjectionToken, contract: Contract): symbol {
  const [holder, providers] = providersOf(module);
  const index = providers.findIndex((provider) => tokenOf(provider) === provide);
  const provider = providers[index];
  if (provider === undefined) throw missing(module, provide, providers);
  const original = Symbol(`${nameOf(provide)} behind its seam`);
  const replaced = providers.toSpliced(index, 1, seamOf(provider, original, contract), { ...specOf(provider), provide: original } as Provider);
  if (typeof holder === 'function') Reflect.defineMetadata(PROVIDERS, replaced, holder);
  else holder.providers = replaced;
  return original;
}

/** Refuses what a promise may still become. */
function providersOf(module: Class | DynamicModule): readonly [Class | DynamicModule, readonly Provider[]] {
  if (typeof module === 'function') return [module, (Reflect.getMetadata(PROVIDERS, module) as Provider[] | undefined) ?? []];
  if (typeof module !== 'object' || module === null || typeof module.module !== 'function') {
    throw new SeamRefused(['A seam needs the module itself: await a dynamic module that comes as a promise, then strangle what it became.']);
  }
  return module.providers?.length ? [module, module.providers] : providersOf(module.module);
}

function seamOf(provider: Provider, original: symbol, contract: Contract): Provider {
  const operations = Object.keys(contract.operations);
  const spec = specOf(provider);
  refuseScoped(provider);
  if ('useExisting' in spec) {
    throw new SeamRefused([`${nameOf(spec.provide)} is an alias of ${nameOf(spec.useExisting as InjectionToken)}; give the provider it stands for a seam.`]);
  }
  if ('useClass' in spec) return { provide: spec.provide, useClass: seamClass(spec.useClass as Class<object>, original, operations) };
  return {
    provide: spec.provide,
    useFactory: (made: object, seams?: Seams) => {
      const seam = Object.create(seamPrototype(Object.getPrototypeOf(made) as object, operations)) as object;
      attach(seam, made, seams?.attach(original, made));
      return seam;
    },
    inject: [original, { token: Seams, optional: true }],
  };
}

/** A class that Nest makes in place of the original's, so that it may stand in a cycle. */
function seamClass(behind: Class<object>, original: symbol, operations: readonly string[]): Class<object> {
  class Seam {
    constructor(made: object, seams?: Seams) {
      attach(this, made, seams?.attach(original, made));
    }
  }
  Object.defineProperty(Seam, 'name', { value: behind.name });
  Object.setPrototypeOf(Seam.prototype, seamPrototype(behind.prototype as object, operations));
  Inject(isInACycle(behind) ? forwardRef(() => original) : original)(Seam, undefined, 0);
  Optional()(Seam, undefined, 1);
  Inject(Seams)(Seam, undefined, 1);
  return Seam;
}

/** Nest lets a provider be waited for in a cycle only if it has a forward reference itself. */
function isInACycle(behind: Class): boolean {
  const parameters = (Reflect.getMetadata('self:paramtypes', behind) ?? []) as readonly { readonly param: unknown }[];
  const properties = (Reflect.getMetadata('self:properties_metadata', behind) ?? []) as readonly { readonly type: unknown }[];
  return [...parameters.map(({ param }) => param), ...properties.map(({ type }) => type)].some(
    (token) => typeof token === 'object' && token !== null && 'forwardRef' in token,
  );
}

function missing(module: Class | DynamicModule, provide: InjectionToken, providers: readonly Provider[]): SeamRefused {
  const name = nameOf(typeof module === 'function' ? module : module.module);
  const has = providers.map((provider) => nameOf(tokenOf(provider))).join(', ') || 'none';
  return new SeamRefused([`${name} does not provide ${nameOf(provide)}. Its providers: ${has}.`]);
}
