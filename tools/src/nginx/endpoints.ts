import { API_PREFIX, publicApi, type Endpoint } from '@banyan/contracts/public';

const endpoints: readonly Endpoint[] = Object.values(publicApi);

/** Headers of a request that the edge reads whatever the endpoint. `visitor` is a guest's own key: it decides nothing but a side. */
const always = ['accept', 'authorization', 'content-type', 'visitor'];

/** The only headers of a shopper that reach an instance, sorted. */
export const passedHeaders: readonly string[] = [...new Set([...always, ...endpoints.flatMap(({ headers }) => Object.keys(headers))])].toSorted();

/** The addresses whose POST may be sent to a second instance when the first may have had it already. */
export const repeatablePosts: readonly string[] = endpoints.filter(({ method, repeatable }) => method === 'POST' && repeatable).map(pathOf);

/** Every address of the shoppers' API, with parameters in braces. */
export const apiPaths: readonly string[] = [...new Set(endpoints.map(pathOf))];

/** An address as a regular expression of nginx. @param end what may follow; nothing if left out */
export function pattern(path: string, end = '$'): string {
  return `^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/?]+')}${end}`;
}

function pathOf({ path }: Endpoint): string {
  return API_PREFIX + path;
}
