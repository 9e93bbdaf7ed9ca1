import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TrafficAnswer } from '../answers.ts';
import { serve, tokens, type Served } from '../serve.testing.ts';
import { reportOf } from '../shop.testing.ts';

let served: Served;
beforeEach(async () => {
  served = await serve();
});
afterEach(() => served.api.close());

const authorization = `Bearer ${tokens.viewer}`;
const watch = (signal?: AbortSignal) => fetch(`${served.url}/control/v1/traffic`, { headers: { authorization }, ...(signal ? { signal } : {}) });

/** The events of a stream, one after the other. */
async function* eventsOf(response: Response): AsyncGenerator<TrafficAnswer> {
  let text = '';
  for await (const part of response.body!.pipeThrough(new TextDecoderStream())) {
    text += part;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const [, data] = /^event: traffic\ndata: (.*)$/.exec(text.slice(0, end))!;
      text = text.slice(end + 2);
      yield JSON.parse(data!) as TrafficAnswer;
    }
  }
}

describe('GET traffic', () => {
  it('tells what flows, and who reports, again and again', async () => {
    const response = await watch();
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const events = eventsOf(response);
    expect((await events.next()).value).toMatchObject({ newest: 1, flows: [], hosts: [{ host: 'monolith', routeVersion: 1 }, { host: 'east' }] });
    served.desk.pass(2_000);
    await served.desk.report(reportOf('monolith', { tallies: [{ address: 'stock.level', version: 1, target: 'east', answered: 20, refused: 0, failed: 2, latencies: {} }] }));
    for await (const { flows } of events) {
      if (flows.length === 0) continue;
      expect(flows).toEqual([{ host: 'monolith', address: 'stock.level', target: 'east', answered: 10, refused: 0, failed: 1, p50: null, p99: null }]);
      break;
    }
  });

  it('ends when the API closes, and holds nobody up', async () => {
    const events = eventsOf(await watch());
    await events.next();
    await served.api.close();
    expect((await events.next()).done).toBe(true);
  });

  it('is for so many at once, and again for others once they leave', async () => {
    const over = new AbortController();
    await Promise.all(Array.from({ length: 64 }, () => watch(over.signal)));
    expect(await served.ask('GET', 'traffic')).toMatchObject({ status: 503, body: { code: 'tooManyWatchers' } });
    over.abort();
    for (let status = 503; status !== 200; ) {
      const next = new AbortController();
      ({ status } = await watch(next.signal));
      next.abort();
    }
  });
});

describe('GET session', () => {
  it.each(['viewer', 'operator'] as const)('says what the token of a %s allows', async (role) => {
    expect((await served.ask('GET', 'session', undefined, tokens[role])).body).toEqual({ role });
  });
});
