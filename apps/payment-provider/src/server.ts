import { setTimeout as wait } from 'node:timers/promises';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { bearerCheck } from './bearer.ts';
import { ChargeRequest, RefundRequest, type ChargeEntry, type RefundEntry } from './entries.ts';
import type { Ledger } from './ledger.ts';
import { refuse, speakProblems } from './problem.ts';
import { totalsOf } from './totals.ts';

const slowMs = 1_500;

/** The provider's HTTP interface over its ledger. Closing it lets answers under way go out. */
export function providerServer({ ledger, key }: { readonly ledger: Ledger; readonly key: string }): FastifyInstance {
  const isOurs = bearerCheck(key);
  const server = fastify({
    logger: { level: 'warn' },
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  });
  speakProblems(server);
  closeKeptConnections(server);
  const silence = silenceFor(server);

  server.get('/health/ready', () => ({ status: 'ready' }));

  server.register(async (shop) => {
    shop.addHook('onRequest', async (request, reply) => {
      if (!isOurs(request.headers.authorization)) return refuse(reply, 'unauthenticated');
    });

    shop.post<{ Body: ChargeRequest }>('/charges', { schema: { body: ChargeRequest } }, async ({ body }, reply) => {
      const charge = await ledger.charge(body);
      if (charge === 'otherMoney') return refuse(reply, charge);
      if (body.token === 'tok_timeout_after_charge') return silence(reply);
      if (body.token === 'tok_slow') await wait(slowMs);
      return chargeOf({ charge });
    });

    shop.get<{ Params: { key: string } }>('/charges/:key', async ({ params }, reply) => {
      const found = await ledger.find(params.key);
      return found ? chargeOf(found) : refuse(reply, 'unknownCharge');
    });

    shop.post<{ Params: { key: string }; Body: { key: string } }>(
      '/charges/:key/refund',
      { schema: { body: RefundRequest } },
      async ({ params, body }, reply) => {
        const refund = await ledger.refund(params.key, body.key);
        return typeof refund === 'string' ? refuse(reply, refund) : refundOf(refund);
      },
    );

    shop.get('/ledger', () => ({ totals: totalsOf(ledger.entries), entries: ledger.entries }));
  });
  return server;
}

const chargeOf = ({ charge: { kind: _, ...charge }, refund }: { charge: ChargeEntry; refund?: RefundEntry }) =>
  refund ? { ...charge, refundId: refund.refundId } : charge;

const refundOf = ({ kind: _, ...refund }: RefundEntry) => refund;

/** While the server closes, an answer ends its connection as well: kept alive, it would hold the server up for over a minute. */
function closeKeptConnections(server: FastifyInstance): void {
  let closing = false;
  server.addHook('preClose', async () => {
    closing = true;
  });
  server.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close');
  });
}

/** Leaves a request without an answer: its connection stays open until the caller or this server goes away. */
function silenceFor(server: FastifyInstance): (reply: FastifyReply) => FastifyReply {
  const silent = new Set<FastifyReply['raw']>();
  server.addHook('preClose', async () => {
    for (const { socket } of silent) socket?.destroy();
  });
  return (reply) => {
    silent.add(reply.raw);
    reply.raw.once('close', () => silent.delete(reply.raw));
    return reply.hijack();
  };
}
