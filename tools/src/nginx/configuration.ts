import { API_PREFIX } from '@banyan/contracts/public';
import { accessLogLines } from './access-log.ts';
import { passedHeaders, pattern, repeatablePosts } from './endpoints.ts';
import { problemLines } from './problems.ts';
import { nginxMistakes, type NginxSettings } from './settings.ts';

/** Seconds. Below the 75 for which an instance keeps an idle connection, so that nginx is the one who closes it. */
const KEPT_FOR = 60;

/**
 * The configuration of nginx in front of the monolith's instances. It knows addresses and limits, and no route: nginx need not be
 * reloaded for an operation to move. It runs as an ordinary user and keeps to its folder.
 * @throws {Error} with everything that is wrong with the settings
 */
export function nginxConfiguration(settings: NginxSettings): string {
  const mistakes = nginxMistakes(settings);
  if (mistakes.length > 0) throw new Error(`nginx was not configured:\n${mistakes.map((mistake) => `- ${mistake}`).join('\n')}`);
  const { folder, workers = 'auto', connections = 1_024 } = settings;
  return text([
    'daemon off;',
    `worker_processes ${workers};`,
    'worker_shutdown_timeout 15s;',
    `pid '${folder}/nginx.pid';`,
    // Below this it would write who asked for what.
    `error_log '${folder}/error.log' crit;`,
    block('events', [`worker_connections ${connections};`]),
    block('http', [...general(settings), ...upstream(settings), ...forwarding(settings), block('server', server(settings))]),
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

/** No instance counts as failed for a while: when all say 503 it is their answer that shoppers need, and a refused connection costs nothing. */
function upstream({ instances, kept = 32 }: NginxSettings): Line[] {
  return [
    block('upstream monolith', [
      'zone monolith 64k;',
      ...instances.map((address) => `server ${address} max_fails=0;`),
      `keepalive ${kept};`,
      `keepalive_timeout ${KEPT_FOR}s;`,
    ]),
  ];
}

/** What goes to an instance, and when a second one is asked: nothing of a shopper's but the body and the headers named here. */
function forwarding({ answerWithin = 15 }: NginxSettings): Line[] {
  return [
    'proxy_http_version 1.1;',
    'proxy_pass_request_headers off;',
    ...passedHeaders.map((name) => `proxy_set_header ${name} $http_${name.replaceAll('-', '_')};`),
    'proxy_set_header connection "";',
    'proxy_set_header host $host;',
    'proxy_set_header x-forwarded-for $remote_addr;',
    'proxy_set_header x-forwarded-proto $scheme;',
    'proxy_set_header x-request-id $request_id;',
    'proxy_connect_timeout 2s;',
    'proxy_send_timeout 15s;',
    `proxy_read_timeout ${answerWithin}s;`,
    'proxy_max_temp_file_size 0;',
    'proxy_next_upstream error http_503;',
    'proxy_next_upstream_tries 2;',
    'proxy_next_upstream_timeout 3s;',
  ];
}

function server({ listen }: NginxSettings): Line[] {
  return [
    `listen ${listen} default_server;`,
    ...problemLines(),
    ...repeatablePosts.map((path) =>
      block(path.includes('{') ? `location ~ '${pattern(path)}'` : `location = ${path}`, [
        'proxy_next_upstream error http_503 non_idempotent;',
        'proxy_pass http://monolith;',
      ]),
    ),
    block(`location ${API_PREFIX}/`, ['proxy_pass http://monolith;']),
    block('location = /health/ready', ['access_log off;', 'proxy_pass http://monolith;']),
    block('location /', ['return 404;']),
  ];
}

type Line = string | { readonly head: string; readonly lines: readonly Line[] };

function block(head: string, lines: readonly Line[]): Line {
  return { head, lines };
}

function text(lines: readonly Line[], indent = ''): string {
  return lines
    .map((line) => (typeof line === 'string' ? `${indent}${line}\n` : `${indent}${line.head} {\n${text(line.lines, `${indent}  `)}${indent}}\n`))
    .join('');
}
