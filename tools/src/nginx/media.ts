import { block, type Line } from './lines.ts';
import type { NginxSettings } from './settings.ts';

/** Where images and video are, for shoppers. */
const MEDIA_PATH = '/media/';

/** Where they come from, looked up anew as the name server says (so it takes `between`), and where what was asked for lately is kept. */
export function mediaUpstream({ folder, media }: NginxSettings): Line[] {
  if (!media) return [];
  return [
    `proxy_cache_path '${folder}/media' levels=1:2 keys_zone=media_files:16m max_size=${media.cache}m inactive=7d use_temp_path=off;`,
    block('upstream media', ['zone media 64k;', `server ${media.bucket}:443 max_fails=0 resolve;`, 'keepalive 16;', 'keepalive_timeout 15s;']),
  ];
}

/**
 * Images and video from their bucket. A file keeps its name for good, so it is kept for a day here and a week at the shopper's, and what
 * is at hand is served on while the bucket is away. Of a large one only the parts that are asked for are fetched. Nothing of the shopper's goes there.
 */
export function mediaLocation({ media }: NginxSettings): Line[] {
  if (!media) return [];
  return [
    block(`location ${MEDIA_PATH}`, [
      'limit_except GET { deny all; }',
      'slice 1m;',
      'proxy_cache media_files;',
      'proxy_cache_key $uri$slice_range;',
      'proxy_cache_valid 200 206 1d;',
      'proxy_cache_valid 404 1m;',
      'proxy_cache_lock on;',
      'proxy_cache_use_stale error timeout updating http_500 http_502 http_503 http_504;',
      'proxy_max_temp_file_size 64m;',
      'proxy_set_header range $slice_range;',
      `proxy_set_header host ${media.bucket};`,
      'proxy_set_header connection "";',
      `proxy_ssl_name ${media.bucket};`,
      'proxy_hide_header x-amz-id-2;',
      'proxy_hide_header x-amz-request-id;',
      'proxy_hide_header x-amz-version-id;',
      'proxy_hide_header set-cookie;',
      'add_header cache-control "public, max-age=604800, immutable";',
      'add_header x-content-type-options nosniff;',
      'proxy_pass https://media/;',
    ]),
  ];
}
