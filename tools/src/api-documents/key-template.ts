/** What a key is that is more than members put together. */
export const COMPUTED = '{computed}';

/**
 * Says what a key is made of: `{buyer}`, `{orderId}:{revision}`. A name in braces stands for the input's member. What a
 * key's function computes from members cannot be seen from outside: then it is {@link COMPUTED}.
 */
export function keyTemplate(key: (value: never) => string): string {
  try {
    return String(key(named('') as never));
  } catch (error) {
    if (error instanceof TypeError) return COMPUTED;
    throw error;
  }
}

/** Stands in for a value: its members are stand-ins as well, and as text it is its own name in braces. */
function named(path: string): object {
  return new Proxy(Object.create(null) as object, {
    get: (_value, member) => {
      if (member === Symbol.toPrimitive) return () => `{${path}}`;
      if (typeof member === 'symbol') return undefined;
      return named(path === '' ? member : `${path}.${member}`);
    },
  });
}
