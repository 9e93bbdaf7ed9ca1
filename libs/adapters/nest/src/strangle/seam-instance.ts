import type { SeamCall } from './observed-call.ts';

/** A seam's calls in one application, by operation; undefined where the application has none for it. */
export type SeamCalls = Readonly<Record<string, SeamCall>> | undefined;

const STATE = Symbol('banyan:seam');

interface SeamState {
  readonly original: object;
  readonly calls: SeamCalls;
}

/** An object of a seam's prototype. The state is enumerable: Nest copies it in a cycle, where it made the object beforehand. */
export interface SeamInstance {
  [STATE]: SeamState;
}

const lifecycleHooks = ['onModuleInit', 'onApplicationBootstrap', 'onModuleDestroy', 'beforeApplicationShutdown', 'onApplicationShutdown'];

/** Puts a seam in front of an original. */
export function attach(seam: object, original: object, calls: SeamCalls): void {
  (seam as SeamInstance)[STATE] = { original, calls };
  mirrorFields(seam as SeamInstance);
}

/**
 * The prototype of a seam: one routed method per operation, every other member hands on to the original. It inherits
 * the original's prototype, so that `instanceof` holds. Nest finds no lifecycle hook but its own, which mirrors the fields that
 * an original in a cycle had not got when the seam was made.
 */
export function seamPrototype(inherited: object, operations: readonly string[]): object {
  const prototype = Object.create(inherited) as object;
  for (const key of membersOf(inherited)) Object.defineProperty(prototype, key, handingOn(key, inherited));
  for (const name of operations) define(prototype, name, routed(name));
  for (const hook of lifecycleHooks) define(prototype, hook, undefined);
  define(prototype, 'onModuleInit', function (this: SeamInstance) {
    mirrorFields(this);
  });
  return prototype;
}

/** The methods and accessors of an original that are no operations: calls of them stay in the process. */
export function localMembers(original: object, operations: readonly string[]): string[] {
  const inherited = Object.getPrototypeOf(original) as object;
  return [...membersOf(inherited), ...Object.keys(original).filter((key) => typeof Reflect.get(original, key) === 'function')]
    .filter((key): key is string => typeof key === 'string' && !operations.includes(key) && !lifecycleHooks.includes(key))
    .toSorted();
}

/** The keys along a chain of prototypes, up to the one that all objects share. */
function membersOf(prototype: object): Set<string | symbol> {
  const members = new Set<string | symbol>();
  for (let at: object | null = prototype; at !== null && Object.getPrototypeOf(at) !== null; at = Object.getPrototypeOf(at) as object | null) {
    for (const key of Reflect.ownKeys(at)) if (key !== 'constructor') members.add(key);
  }
  return members;
}

function handingOn(key: string | symbol, inherited: object): PropertyDescriptor {
  if (!isMethod(key, inherited)) return mirror(key);
  return {
    configurable: true,
    writable: true,
    value(this: SeamInstance, ...given: unknown[]): unknown {
      const { original } = this[STATE];
      return (Reflect.get(original, key) as (...given: unknown[]) => unknown).apply(original, given);
    },
  };
}

function isMethod(key: string | symbol, inherited: object): boolean {
  for (let at: object | null = inherited; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const descriptor = Object.getOwnPropertyDescriptor(at, key);
    if (descriptor) return typeof descriptor.value === 'function';
  }
  return false;
}

function routed(name: string) {
  return function (this: SeamInstance, ...given: unknown[]): unknown {
    const { original, calls } = this[STATE];
    const call = calls?.[name];
    return call ? call(given) : (Reflect.get(original, name) as (...given: unknown[]) => unknown).apply(original, given);
  };
}

function define(prototype: object, key: string, value: unknown): void {
  Object.defineProperty(prototype, key, { configurable: true, writable: true, value });
}

/** A property that is read and written at the original. */
function mirror(key: string | symbol): PropertyDescriptor {
  return {
    configurable: true,
    get(this: SeamInstance): unknown {
      return Reflect.get(this[STATE].original, key);
    },
    set(this: SeamInstance, value: unknown) {
      Reflect.set(this[STATE].original, key, value);
    },
  };
}

/** Lets the fields of the original be read and written at the seam. */
function mirrorFields(seam: SeamInstance): void {
  for (const key of Reflect.ownKeys(seam[STATE].original)) {
    if (!(key in seam)) Object.defineProperty(seam, key, mirror(key));
  }
}
