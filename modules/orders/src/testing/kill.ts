/** What a killed process leaves of its last call. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/** Puts something between the module and a neighbour. */
export type Between = <T extends object>(neighbour: T) => T;

/**
 * Stops the run at its nth border crossing: each call through here crosses twice, on its way out, before it has
 * any effect, and on its way back, after it has had one.
 */
export function killAt(crossing: number): Between {
  let crossed = 0;
  const cross = () => {
    crossed += 1;
    if (crossed >= crossing) throw new Killed(`killed at crossing ${crossing}`);
  };
  return (neighbour) =>
    new Proxy(neighbour, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return async (...input: unknown[]) => {
          cross();
          const answer: unknown = await Reflect.apply(method, target, input);
          cross();
          return answer;
        };
      },
    });
}
