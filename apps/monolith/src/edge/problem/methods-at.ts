import { API_PREFIX, publicApi } from '@banyan/contracts/public';

const addresses = Object.values(publicApi).map(({ method, path }) => ({
  method,
  pattern: new RegExp(`^${API_PREFIX}${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}));

/** The methods that an address of the shoppers' API knows; none if there is no such address. */
export function methodsAt(url: string): string[] {
  const [path = ''] = url.split('?', 1);
  const methods = addresses.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
  return methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
}
