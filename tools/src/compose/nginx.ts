import { nginxConfiguration } from '../nginx/configuration.ts';

/** What `compose/nginx.conf` holds: nginx in front of the two monoliths and the storefront of `compose.yaml`. */
export function composedNginx(): string {
  return `# Made by npm run compose:prepare; a test says so.\n${nginxConfiguration({ listen: '0.0.0.0:8080', instances: ['monolith-1:3000', 'monolith-2:3000'], pages: ['storefront:3000'], folder: '/var/lib/banyan-nginx' })}`;
}
