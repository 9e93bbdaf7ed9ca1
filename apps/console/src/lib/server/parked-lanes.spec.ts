import { describe, expect, it } from '@jest/globals';
import type { ControlProblem } from '../answers.ts';
import type { ControlApi, ControlRequest } from './control-api.ts';
import { ControlRefusal } from './control-problem.ts';
import { retryAll } from './parked-lanes.ts';

const problem = (code: ControlProblem['code']): ControlRefusal => new ControlRefusal({ type: 'about:blank', status: 409, code, title: 'No.', next: 'Look.' });

/** Two pages of parked lanes, of which one answers otherwise than that it is tried again. */
function controlThat(gone: ControlRefusal) {
  const sent: ControlRequest[] = [];
  const page = (path: string) => (path.includes('after=') ? { parked: [{ lane: 'c' }], next: null } : { parked: [{ lane: 'a' }, { lane: 'b' }], next: 'mark/b' });
  const control = {
    get: (path: string) => Promise.resolve({ modules: [page(path)] }),
    send: (request: ControlRequest) => {
      sent.push(request);
      return request.body['lane'] === 'b' ? Promise.reject(gone) : Promise.resolve({});
    },
  } as unknown as ControlApi;
  return { control, sent };
}

describe('all parked lanes of a module', () => {
  const asked = { module: 'orders', by: 'Ada', why: 'It is mended.' };

  it('are tried again, but for those that somebody else has seen to', async () => {
    const { control, sent } = controlThat(problem('notParked'));
    expect(await retryAll(control, asked)).toBe(2);
    expect(sent.map(({ path, body }) => [path, body])).toEqual(['a', 'b', 'c'].map((lane) => ['lanes/retry', { ...asked, lane }]));
  });

  it('are not gone through any further once one is refused', async () => {
    const { control, sent } = controlThat(problem('forbidden'));
    await expect(retryAll(control, asked)).rejects.toThrow('forbidden');
    expect(sent).toHaveLength(2);
  });
});
