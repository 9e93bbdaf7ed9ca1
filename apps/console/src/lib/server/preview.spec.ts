import { describe, expect, it } from '@jest/globals';
import type { ChangeAnswer, ControlProblem, Flow } from '../answers.ts';
import type { ControlApi, ControlRequest } from './control-api.ts';
import { ControlRefusal } from './control-problem.ts';
import { previewOf } from './preview.ts';

const moved = [{ address: 'catalog.getProduct', from: { kind: 'local' }, to: { kind: 'canary', target: 'catalog', percent: 5 }, keys: 0.05 }] as const;
const flow: Flow = { host: 'monolith', address: 'catalog.getProduct', target: null, answered: 60, refused: 3, failed: 1, p50: 1, p99: 2 };

function controlThat(answer: ChangeAnswer | Error) {
  const sent: ControlRequest[] = [];
  const control = {
    send: async (request: ControlRequest) => {
      sent.push(request);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  } as unknown as ControlApi;
  return { control, sent };
}

describe('a preview', () => {
  it('is a dry run, with the calls that it is about', async () => {
    const { control, sent } = controlThat({ version: 8, dryRun: true, moved });
    const { change } = await previewOf({ kind: 'route', entry: 'catalog.*', route: moved[0].to }, control, 'Ada', [flow, { ...flow, host: 'orders' }, { ...flow, address: 'orders.getOrder' }]);
    expect(sent).toMatchObject([{ method: 'PUT', path: 'routes', body: { by: 'Ada', dryRun: true } }]);
    expect(change).toEqual({ from: 7, moved: [{ ...moved[0], rate: 128 }] });
  });

  it('invents no calls while nobody tells of any', async () => {
    const { change } = await previewOf({ kind: 'rollback', entry: 'catalog.*' }, controlThat({ version: 8, dryRun: true, moved }).control, 'Ada', undefined);
    expect(change!.moved[0]!.rate).toBeNull();
  });

  it('says why something would not be done', async () => {
    const problem: ControlProblem = { type: 'about:blank', status: 409, code: 'rolloutRefused', title: 'It is done.', next: 'Begin another.' };
    expect(await previewOf({ kind: 'advance', entry: 'catalog.*' }, controlThat(new ControlRefusal(problem)).control, 'Ada', [])).toMatchObject({ refusal: { title: 'It is done.', next: 'Begin another.' } });
    await expect(previewOf({ kind: 'advance', entry: 'catalog.*' }, controlThat(new Error('away')).control, 'Ada', [])).rejects.toThrow('away');
  });
});
