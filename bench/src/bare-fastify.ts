import { fastify } from 'fastify';

/** The floor: the same answer from Fastify with nothing around it. */
const server = fastify();
server.post('/echo', async (request) => ({ ok: (request.body as { total: number }).total > 0 }));
const url = await server.listen({ port: 0, host: '127.0.0.1' });
process.send?.({ url });
process.once('disconnect', () => process.exit(0));
