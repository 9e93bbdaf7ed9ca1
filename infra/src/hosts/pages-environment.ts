import { hostSecrets } from '../data/host-secrets.ts';
import { internalName, mediaHostName, type Site } from '../environments/site.ts';
import { home } from '../shop/hosts.ts';
import { PAGES_PORT, type PagesName } from '../shop/pages.ts';
import { ports } from '../shop/ports.ts';

/** The complete environment of a host of pages, but for its secrets. */
export function pagesEnvironmentOf(pages: PagesName, { environment, region }: Site): Readonly<Record<string, string>> {
  const monolith = `https://${internalName(environment, home)}`;
  const own: Readonly<Record<PagesName, Readonly<Record<string, string>>>> = {
    // Pictures the proxies serve; who asks the storefront itself for one is given it from the same bucket, by the network's own way to S3.
    storefront: { SHOP_API_URL: monolith, MEDIA_URL: `https://${mediaHostName(environment, region)}` },
    // Who signs in with what is no token is told apart by the address that the load balancer writes down, not by the load balancer's own.
    console: { CONTROL_URL: `${monolith}:${ports.control}`, ADDRESS_HEADER: 'x-forwarded-for' },
  };
  return { PORT: String(PAGES_PORT), BIND: '0.0.0.0', ...own[pages] };
}

/** The secrets of a host of pages: the variables that it reads them from, and where they are. */
export function pagesSecretsOf(pages: PagesName): readonly { readonly variable: string; readonly path: string }[] {
  return hostSecrets.filter(({ readers }) => readers.includes(pages));
}
