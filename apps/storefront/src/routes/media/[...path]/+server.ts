import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** A picture from the object store. A file keeps its name for good; in front of a cloud's bucket, a proxy answers this address itself. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const file = await locals.shop.pictures.find(params.path);
  if (!file) error(404, { message: 'There is no such picture.' });
  return new Response(file.body, {
    headers: { 'content-type': file.type, 'cache-control': 'public, max-age=604800, immutable', ...(file.bytes === undefined ? {} : { 'content-length': String(file.bytes) }) },
  });
};
