import { API_PREFIX } from '@banyan/contracts/public';
import { accessLogLines } from './access-log.ts';
import { passedHeaders, pattern, repeatablePosts } from './endpoints.ts';
import { block, type Line, text } from './lines.ts';
import { mediaUpstream, mediaLocation } from './media.ts';
import { pagesLocation } from './pages.ts';
import { passedOn } from './passed-on.ts';
import { problemLines } from './problems.ts';
import { nginxMistakes, type NginxSettings } from './settings.ts';
import { upstreamOf } from './upstream.ts';

/** Answers 204 while nginx works, where it stands between load balancers. */
const PROXY_ALIVE_PATH = '/health/proxy';

/**
 * The configuration of nginx in front of the monolith's instances, and of the storefront's where shoppers' pages are served. It knows addresses
 * and limits, and no route: nginx need not be reloaded for an operation to move. It runs as an ordinary user and keeps to its folder.
 * @throws {Error} with everything that is wrong with the settings
 */
export function nginxConfiguration(settings: NginxSettings): string {
  const mistakes = nginxMistakes(settings);
  if (mistakes.length > 0) throw new Error(`nginx was not configured:\n${mistakes.map((mistake) => `- ${mistake}`).join('\n')}`);
  const { folder, workers = 'auto', connections = 4_096 } = settings;
  return text([
    'daemon off;',
    `worker_processes ${workers};`,
    'worker_shutdown_timeout 15s;',
    `pid '${folder}/nginx.pid';`,
    // Below this it would write who asked for what.
    `error_log '${folder}/error.log' crit;`,
    block('events', [`worker_connections ${connections};`]),
    block('http', [...general(settings), ...betweenLines(settings), ...mediaUpstream(settings), upstreamOf('monolith', settings.instances, settings), ...(settings.pages ? [upstreamOf('pages', settings.pages, settings)] : []), ...forwarding(settings), block('server', server(settings))]),
  ]);
}

function general({ folder }: NginxSettings): Line[] {
  return [
    'server_tokens off;',
    'default_type application/octet-stream;',
    ...['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path '${folder}/${kind}';`),
    ...accessLogLines(`${folder}/access.log`),
    'keepalive_timeout 65s;',
    'client_header_timeout 15s;',
    'client_body_timeout 15s;',
    'send_timeout 15s;',
    'client_header_buffer_size 4k;',
    'large_client_header_buffers 2 8k;',
    'client_max_body_size 64k;',
    'client_body_buffer_size 64k;',
  ];
}

/** Who the shopper is, as the load balancer in front says, and how the one behind is found and recognised. */
function betweenLines({ between, instances }: NginxSettings): Line[] {
  if (!between) return [];
  return [
    ...between.trusted.map((network) => `set_real_ip_from ${network};`),
    'real_ip_header x-forwarded-for;',
    'real_ip_recursive on;',
    `resolver ${between.resolver} valid=10s ipv6=off;`,
    'proxy_ssl_verify on;',
    `proxy_ssl_trusted_certificate '${between.authorities}';`,
    'proxy_ssl_server_name on;',
    `proxy_ssl_name ${instances[0]?.replace(/:\d+$/, '')};`,
    'proxy_ssl_session_reuse on;',
  ];
}

/** What goes to an instance, and when a second one is asked: nothing of a shopper's but the body and the headers named here. */
function forwarding(settings: NginxSettings): Line[] {
  return [
    'proxy_http_version 1.1;',
    'proxy_pass_request_headers off;',
    ...passedOn(passedHeaders, '$host', settings),
    'proxy_connect_timeout 2s;',
    'proxy_send_timeout 15s;',
    `proxy_read_timeout ${settings.answerWithin ?? 15}s;`,
    'proxy_max_temp_file_size 0;',
    'proxy_next_upstream error http_503;',
    'proxy_next_upstream_tries 2;',
    'proxy_next_upstream_timeout 3s;',
  ];
}

function server(settings: NginxSettings): Line[] {
  const { listen, between } = settings;
  const pass = `proxy_pass ${between ? 'https' : 'http'}://monolith;`;
  return [
    // As many connections may wait as the monolith’s own listener lets wait; nginx asks for 511 by itself.
    `listen ${listen} default_server backlog=4096;`,
    ...problemLines(),
    ...repeatablePosts.map((path) =>
      block(path.includes('{') ? `location ~ '${pattern(path)}'` : `location = ${path}`, [
        'proxy_next_upstream error http_503 non_idempotent;',
        pass,
      ]),
    ),
    block(`location ${API_PREFIX}/`, [pass]),
    block('location = /health/ready', ['access_log off;', pass]),
    // Whether nginx itself works, for a load balancer in front of it: an instance that is away is no reason to replace it.
    ...(between ? [block(`location = ${PROXY_ALIVE_PATH}`, ['access_log off;', 'return 204;'])] : []),
    ...mediaLocation(settings),
    ...pagesLocation(settings),
  ];
}
