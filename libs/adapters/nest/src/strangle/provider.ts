import 'reflect-metadata';
import { Scope, type InjectionToken, type Provider, type Type as Class } from '@nestjs/common';
import { SeamRefused } from './seam-refused.ts';

/** @throws {SeamRefused} if a provider declares a narrower scope than the application's */
export function refuseScoped(provider: Provider): void {
  const spec = specOf(provider) as { readonly provide: InjectionToken; readonly scope?: Scope; readonly useClass?: Class };
  const declared = spec.useClass && (Reflect.getMetadata('scope:options', spec.useClass) as { readonly scope?: Scope } | undefined)?.scope;
  const scope = spec.scope ?? declared ?? Scope.DEFAULT;
  if (scope !== Scope.DEFAULT) throw new SeamRefused([scopedReason(nameOf(spec.provide), scope)]);
}

/** Why a provider of a narrower scope cannot have a seam. */
export function scopedReason(name: string, scope: Scope): string {
  return scope === Scope.TRANSIENT
    ? `${name} is transient: each caller has an instance of its own, which cannot be kept apart elsewhere. Give it the default scope.`
    : `${name} is made anew for each request, by itself or by something it needs; a call elsewhere has no request to make it for. Give it the default scope, and hand what it takes from the request over as an argument.`;
}

/** A provider written out. */
export function specOf(provider: Provider): Exclude<Provider, Class> {
  return typeof provider === 'function' ? { provide: provider, useClass: provider } : provider;
}

export function tokenOf(provider: Provider): InjectionToken {
  return typeof provider === 'function' ? provider : provider.provide;
}

/** A token as people call it. */
export function nameOf(token: InjectionToken): string {
  return typeof token === 'function' ? token.name : typeof token === 'object' ? String(token) : token.toString();
}
