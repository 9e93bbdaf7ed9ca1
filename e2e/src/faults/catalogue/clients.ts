import { once } from 'node:events';
import { connect } from 'node:net';
import { SCARCE } from '../run/goods.ts';
import { loadOf } from '../run/load/load.ts';
import { usualLoad } from '../run/load/shape.ts';
import { drawVisits } from '../run/load/wishes.ts';
import type { World } from '../run/world.ts';
import { until } from '../../routing/until.ts';
import type { Fault } from './fault.ts';

/** Waits until shoppers have sent so many more orders. */
async function moreOrders({ attempts }: World, count: number): Promise<string> {
  const goal = attempts() + count;
  await until(`${count} more orders`, () => attempts() >= goal);
  return `${count} orders were sent`;
}

const slowConnections = 60;

/** What buyers do to a shop. Those behind F56 are in no catalogue but this one. */
export const clientFaults: readonly Fault[] = [
  {
    number: 'F41',
    does: 'has nine orders in ten come from one customer, for one product',
    shops: ['in-process', 'by-http', 'by-sqs'],
    tolerated: 'nothing',
    intakeStays: true,
    load: { hot: 0.9 },
    inject: async (world) => ({ evidence: `${await moreOrders(world, 20)}, most of them by one customer`, heal: async () => undefined }),
  },
  {
    number: 'F42',
    does: `has everybody want one of ${SCARCE.stock} pieces at the same time`,
    shops: ['in-process', 'by-http', 'by-sqs', 'behind-nginx'],
    tolerated: 'nothing',
    intakeStays: true,
    load: { scarce: 0.7, perSecond: 40, sessions: 24 },
    inject: async (world) => ({ evidence: `${await moreOrders(world, 2 * SCARCE.stock)} for ${SCARCE.stock} pieces`, heal: async () => undefined }),
  },
  {
    number: 'F57',
    does: 'has buyers hang up before they are answered, and send the same order again',
    shops: ['in-process', 'by-http', 'by-sqs', 'behind-nginx'],
    tolerated: 'failures',
    inject: async (world, chance) => {
      const seed = chance.whole(1_000_000_000, 2_000_000_000);
      const visits = drawVisits({ ...usualLoad, perSecond: 8, sessions: 6 }, { seconds: 2, seed, chance });
      const hasty = loadOf(visits, { url: world.tested.shop.publicUrl, recorder: world.recorder, seed, deadline: chance.whole(2, 30) });
      const playing = hasty.play(new AbortController().signal);
      await until('buyers who hang up', () => hasty.attempts >= 6);
      return {
        evidence: `${hasty.attempts} orders were sent by buyers who hang up`,
        heal: async () => {
          await playing;
          hasty.close();
        },
      };
    },
  },
  {
    number: 'F58',
    does: 'has buyers begin an order and send the rest of it never, or a byte now and then',
    shops: ['in-process', 'behind-nginx'],
    tolerated: 'nothing',
    inject: async ({ tested }) => {
      const { hostname, port } = new URL(tested.shop.publicUrl);
      const head = `POST /api/v1/orders HTTP/1.1\r\nhost: ${hostname}\r\nidempotency-key: never-sent-as-a-whole\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{"lines":`;
      const sockets = await Promise.all(
        Array.from({ length: slowConnections }, async () => {
          const socket = connect(Number(port), hostname);
          socket.on('error', () => undefined);
          await once(socket, 'connect');
          socket.write(head);
          return socket;
        }),
      );
      const trickling = setInterval(() => sockets.forEach((socket, index) => index % 2 === 0 && socket.writable && socket.write(' ')), 500);
      return {
        evidence: `${sockets.length} connections have sent half an order`,
        heal: async () => {
          clearInterval(trickling);
          for (const socket of sockets) socket.destroy();
        },
      };
    },
  },
];
