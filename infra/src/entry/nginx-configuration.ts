import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { internalName, mediaHostName, type Site } from '../environments/site.ts';
import { PROXY_PORT, TLS_PORT } from '../network/firewall.ts';
import { home } from '../shop/hosts.ts';

/** Where nginx keeps everything on a proxy. */
export const NGINX_FOLDER = '/var/lib/banyan-nginx';

/** Megabytes of images and video that a proxy keeps. */
const MEDIA_CACHE = 8_192;

const root = join(import.meta.dirname, '..', '..', '..');
const made = new Map<string, string>();

/**
 * The configuration of nginx on the proxies of a site: what the generator of the tools makes for any nginx in front of monoliths and pages, here
 * between two load balancers. The generator is run as a program, since infra imports contracts only.
 */
export function nginxConfigurationOf({ environment, region }: Site): string {
  const settings = JSON.stringify({
    listen: `0.0.0.0:${PROXY_PORT}`,
    instances: [`${internalName(environment, home)}:${TLS_PORT}`],
    pages: [`${internalName(environment, 'storefront')}:${TLS_PORT}`],
    folder: NGINX_FOLDER,
    between: {
      trusted: [region.cidr],
      // The network's own name server.
      resolver: '169.254.169.253',
      authorities: '/etc/pki/tls/certs/ca-bundle.crt',
    },
    media: { bucket: mediaHostName(environment, region), cache: MEDIA_CACHE },
  });
  const before = made.get(settings);
  if (before !== undefined) return before;
  const program = join(root, 'tools', 'src', 'nginx', 'main.ts');
  const text = execFileSync(process.execPath, ['--conditions=banyan-source', '--disable-warning=ExperimentalWarning', program], { cwd: root, input: settings, encoding: 'utf8' });
  made.set(settings, text);
  return text;
}
