import type { NginxSettings } from './settings.ts';

/**
 * What whoever is behind nginx hears of a shopper: the headers that are named, and nginx's own in the place of anything else that is claimed.
 * @param host the variable with the name by which the shopper came
 */
export function passedOn(headers: readonly string[], host: '$host' | '$http_host', { between }: NginxSettings): string[] {
  return [
    ...headers.map((name) => `proxy_set_header ${name} $http_${name.replaceAll('-', '_')};`),
    'proxy_set_header connection "";',
    `proxy_set_header host ${host};`,
    'proxy_set_header x-forwarded-for $remote_addr;',
    `proxy_set_header x-forwarded-proto ${between ? 'https' : '$scheme'};`,
    'proxy_set_header x-request-id $request_id;',
  ];
}
