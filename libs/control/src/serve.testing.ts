import { memoryInbox } from '@banyan/outbox/memory';
import { memoryActs } from '@banyan/strangler';
import { controlApi, type ControlApi, type ControlApiOptions } from './control-api.ts';
import { testDesk, type TestDesk } from './shop.testing.ts';

export const tokens = { viewer: 'the-viewers-token', operator: 'the-operators-token' };

/** What came back, to be looked at. */
type Answer = Readonly<Record<string, unknown>>;

/** A control API that listens, and how to ask it. */
export interface Served {
  readonly desk: TestDesk;
  /** The only one, of the module `orders`. */
  readonly inbox: ReturnType<typeof memoryInbox>;
  readonly url: string;
  /** What went wrong within. */
  readonly faults: unknown[];
  readonly api: ControlApi;
  /** Asks with the operator's token, unless another is given; the body is sent as JSON. */
  ask(method: string, path: string, body?: unknown, token?: string): Promise<{ readonly status: number; readonly type: string; readonly body: Answer }>;
}

/** Serves the desk in memory at any free port. */
export async function serve(options: Partial<ControlApiOptions> = {}): Promise<Served> {
  const desk = await testDesk();
  const faults: unknown[] = [];
  const inbox = memoryInbox(() => new Date());
  const lanes = { inboxes: () => new Map([['orders', inbox]]), redrive: undefined };
  const api = controlApi({ ...desk, lanes, acts: memoryActs(() => new Date(desk.now())), tokens, grant: (granted) => `token ${JSON.stringify(granted)}`, onFault: (error) => faults.push(error), ...options });
  const url = await api.listen(0, '127.0.0.1');
  return {
    desk,
    inbox,
    url,
    faults,
    api,
    ask: async (method, path, body, token = tokens.operator) => {
      const response = await fetch(`${url}/control/v1/${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, type: response.headers.get('content-type') ?? '', body: text === '' ? undefined : JSON.parse(text) };
    },
  };
}
