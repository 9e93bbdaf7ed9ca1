import { apiPaths, pattern } from './endpoints.ts';

const fields = {
  at: '"$time_iso8601"',
  request: '"$request_id"',
  method: '"$asked_method"',
  endpoint: '"$endpoint"',
  status: '$status',
  seconds: '$request_time',
  bytes: '$body_bytes_sent',
  instance: '"$upstream_addr"',
  instanceStatus: '"$upstream_status"',
  instanceSeconds: '"$upstream_response_time"',
};

/**
 * One JSON object a line, without people: no address, no client's name, no query, and of a path only which endpoint it is, since
 * carts and orders are found by whoever knows their ids. Method and address are those that were asked for, also where nginx answers itself. Where several instances were tried, they stand one after the other.
 */
export function accessLogLines(file: string): string[] {
  return [
    'map $request $asked_method {',
    "  default '';",
    "  '~^(?<verb>[A-Z]+) ' $verb;",
    '}',
    'map $request_uri $endpoint {',
    "  default '';",
    ...apiPaths.map((path) => `  '~${pattern(path, '(\\?|$)')}' '${path}';`),
    '}',
    `log_format shop escape=json '{${Object.entries(fields).map(([name, value]) => `"${name}":${value}`).join(',')}}';`,
    `access_log '${file}' shop;`,
  ];
}
