import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { CallContext } from '@banyan/contracts/define';
import { asyncLocalAmbient } from './async-local-ambient.ts';

const contextOf = (customerId: string): CallContext => ({
  principal: { kind: 'customer', customerId },
  caller: 'monolith',
  deadline: 1,
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  routeVersion: 1,
});

describe('an ambient', () => {
  it('knows no call outside of one', () => {
    expect(asyncLocalAmbient().current()).toBeUndefined();
  });

  it('keeps calls apart that run at the same time', async () => {
    const ambient = asyncLocalAmbient();
    const contexts = ['a', 'b', 'c'].map(contextOf);
    const seen = await Promise.all(
      contexts.map((context) =>
        ambient.run(context, async () => {
          await setImmediate();
          return ambient.current();
        }),
      ),
    );
    expect(seen).toEqual(contexts);
  });
});
