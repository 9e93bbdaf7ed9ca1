import { publicApi } from '@banyan/contracts/public';
import { describe, expect, it } from '@jest/globals';
import { nginxConfiguration } from './configuration.ts';
import type { NginxSettings } from './settings.ts';

const settings: NginxSettings = { listen: '127.0.0.1:3000', instances: ['10.0.0.1:4000', '[::1]:4000'], folder: '/var/shop/nginx' };
const made = (more: Partial<NginxSettings> = {}) => nginxConfiguration({ ...settings, ...more });
/** The lines within the block that begins so. */
const within = (head: string, text = made()) => new RegExp(`^ *${head.replaceAll(/[.*+?^$()[\]{}|/\\]/g, '\\$&')} \\{\\n([^]*?)^ *\\}`, 'm').exec(text)?.[1] ?? '';

describe('the configuration of nginx', () => {
  it('passes requests to every instance, over connections that nginx closes first', () => {
    expect(within('upstream monolith')).toMatch(/server 10\.0\.0\.1:4000 max_fails=0;\s+server \[::1\]:4000 max_fails=0;\s+keepalive 32;\s+keepalive_timeout 60s;/);
    expect(made()).toMatch(/proxy_http_version 1\.1;[^]*proxy_set_header connection "";/);
  });

  it('sends a POST twice only where nobody can tell, so never a registration: its second would find the e-mail taken', () => {
    const repeated = [...made().matchAll(/location (.+) \{\n *proxy_next_upstream error http_503 non_idempotent;/g)].map(([, location]) => location);
    expect(repeated).toEqual(['= /api/v1/sessions', '= /api/v1/carts', '= /api/v1/orders', "~ '^/api/v1/orders/[^/?]+/cancellation$'", '= /api/v1/payments/events']);
    expect(publicApi.placeOrder.headers['idempotency-key'].missing).toBe('idempotencyKeyMissing');
  });

  it('repeats nothing that ran out of time, and all else once', () => {
    expect(made()).toContain('proxy_next_upstream error http_503;');
    expect(made()).toContain('proxy_next_upstream_tries 2;');
    expect(made()).not.toMatch(/proxy_next_upstream [^;]*(timeout|http_50[024]|invalid_header)/);
  });

  it('lets no header of a shopper through but those that the API takes', () => {
    const passed = [...made().matchAll(/proxy_set_header (\S+) \$http_/g)].map(([, name]) => name);
    expect(made()).toContain('proxy_pass_request_headers off;');
    expect(passed).toEqual(['accept', 'authorization', 'content-type', 'idempotency-key', 'order-after', 'payment-signature', 'visitor']);
  });

  it('has one way in besides the API, whether an instance is ready', () => {
    const locations = [...made().matchAll(/location (.+) \{/g)].map(([, location]) => location!).filter((location) => !location.startsWith('= /problem/'));
    expect(locations.slice(5)).toEqual(['/api/v1/', '= /health/ready', '/']);
    expect(within('location /')).toBe('      return 404;\n');
  });

  describe('with pages', () => {
    const pages = ['10.0.0.2:3000', '10.0.0.3:3000'];
    const passedTo = (location: string) => [...location.matchAll(/proxy_set_header (\S+) (\S+);/g)].map(([, name, value]) => [name!, value!] as const);

    it('leads every other address to the storefront, and nothing else of the API or of health', () => {
      expect(within('upstream pages', made({ pages }))).toMatch(/server 10\.0\.0\.2:3000 max_fails=0;\s+server 10\.0\.0\.3:3000 max_fails=0;/);
      const locations = [...made({ pages }).matchAll(/location (.+) \{/g)].map(([, location]) => location!).filter((location) => !location.startsWith('= /problem/'));
      expect(locations.slice(5)).toEqual(['/api/v1/', '= /health/ready', '/api/', '/health/', '= /page/unavailable', '/']);
      expect(within('location /', made({ pages }))).toContain('proxy_pass http://pages;');
      for (const closed of ['/api/', '/health/']) expect(within(`location ${closed}`, made({ pages }))).toBe('      return 404;\n');
    });

    it('passes what pages read of a browser, and says itself who and by which protocol', () => {
      const passed = passedTo(within('location /', made({ pages })));
      expect(passed.filter(([, value]) => value.startsWith('$http_') && value !== '$http_host').map(([name]) => name)).toEqual(['accept', 'accept-encoding', 'accept-language', 'content-type', 'cookie', 'if-none-match', 'last-event-id', 'origin', 'sec-fetch-dest', 'sec-fetch-mode', 'sec-fetch-site', 'x-sveltekit-action']);
      expect(passed.filter(([name]) => name.startsWith('x-forwarded') || name === 'host')).toEqual([['host', '$http_host'], ['x-forwarded-for', '$remote_addr'], ['x-forwarded-proto', '$scheme']]);
    });

    it('repeats no answer of theirs, and no form', () => {
      expect([...within('location /', made({ pages })).matchAll(/proxy_next_upstream ([^;]+);/g)].map(([, when]) => when)).toEqual(['error']);
    });

    it('is refused without any, and with what is no address', () => {
      expect(() => made({ pages: [] })).toThrow('pages names no instance');
      expect(() => made({ pages: ['storefront; x'] })).toThrow("'storefront; x' is no address");
    });
  });

  it('writes down no person: no address, no path with an id, no query, no header', () => {
    const format = /log_format shop [^\n]+/.exec(made())![0];
    expect(format).not.toMatch(/\$(remote_addr|request\b|request_uri|uri|args|query_string|http_|cookie|remote_user)/);
    expect(made()).toContain("error_log '/var/shop/nginx/error.log' crit;");
    expect(made()).toContain("'~^/api/v1/carts/[^/?]+(\\?|$)' '/api/v1/carts/{cartId}';");
  });

  it('keeps to its folder and tells no version', () => {
    const paths = [...made().matchAll(/(?:pid|_log|_path) '([^']+)'/g)].map(([, path]) => path!);
    expect(paths).toHaveLength(8);
    expect(paths.filter((path) => !path.startsWith('/var/shop/nginx/'))).toEqual([]);
    expect(made()).toContain('server_tokens off;');
  });

  it('takes its limits from the settings', () => {
    const text = made({ workers: 2, connections: 64, kept: 8, answerWithin: 3 });
    for (const line of ['worker_processes 2;', 'worker_connections 64;', 'keepalive 8;', 'proxy_read_timeout 3s;']) expect(text).toContain(line);
  });

  it('is refused with every mistake at once, above all what would be read as nginx’s own words', () => {
    const wrong = () => made({ listen: '3000', instances: ['10.0.0.1:4000; include /etc/passwd'], folder: "/var/'; x", workers: 0 });
    for (const mistake of ["'3000' is no address", "include /etc/passwd' is no address", "cannot be nginx's folder", 'workers 0']) expect(wrong).toThrow(mistake);
    expect(() => made({ instances: [] })).toThrow('There is no instance');
  });

  describe('between two load balancers', () => {
    const between = { trusted: ['10.30.0.0/16'], resolver: '169.254.169.253', authorities: '/etc/pki/tls/certs/ca-bundle.crt' };
    const media = { bucket: 'shop-media.s3.eu-west-1.amazonaws.com', cache: 512 };
    const there = (more: Partial<NginxSettings> = {}) => made({ listen: '0.0.0.0:8080', instances: ['monolith.internal.shop.example.com:443'], between, media, ...more });

    it('takes the shopper’s address from the one in front only, and says that shoppers came by https', () => {
      expect(there()).toMatch(/set_real_ip_from 10\.30\.0\.0\/16;\s+real_ip_header x-forwarded-for;\s+real_ip_recursive on;/);
      expect(there()).toContain('proxy_set_header x-forwarded-proto https;');
      expect(made()).not.toContain('real_ip');
    });

    it('calls the one behind over TLS, recognises it by its name, and looks up anew where it is', () => {
      expect(within('upstream monolith', there())).toContain('server monolith.internal.shop.example.com:443 max_fails=0 resolve;');
      expect(there()).toMatch(/proxy_ssl_verify on;[^]*proxy_ssl_name monolith\.internal\.shop\.example\.com;/);
      expect(there()).not.toContain('proxy_pass http://');
    });

    it('finds the storefront by its name as well, and tells it that browsers came by https', () => {
      const text = there({ pages: ['storefront.internal.shop.example.com:443'] });
      expect(within('upstream pages', text)).toContain('server storefront.internal.shop.example.com:443 max_fails=0 resolve;');
      for (const line of ['proxy_ssl_name storefront.internal.shop.example.com;', 'proxy_set_header x-forwarded-proto https;', 'proxy_pass https://pages;']) expect(within('location /', text)).toContain(line);
      expect(within('location /api/v1/', text)).not.toContain('storefront');
    });

    it('says of itself that it works, whatever becomes of the instances', () => {
      expect(within('location = /health/proxy', there())).toContain('return 204;');
      expect(made()).not.toContain('/health/proxy');
    });

    it('serves images and video from a cache, by GET only, and on while their bucket is away', () => {
      const location = /location \/media\/ \{[^]*?\n {4}\}/.exec(there())![0];
      for (const line of ['limit_except GET { deny all; }', 'proxy_cache media_files;', 'proxy_cache_use_stale error timeout', 'proxy_pass https://media/;']) expect(location).toContain(line);
      expect(location).not.toContain('$http_');
      expect(there()).toContain('max_size=512m');
    });

    it('is refused with its own mistakes, too', () => {
      const wrong = () => there({ between: { ...between, resolver: 'dns; x', authorities: 'ca.crt' }, media: { bucket: 'a b', cache: 0 } });
      for (const mistake of ["'dns; x' is no address", "'ca.crt' cannot be a file", "'a b' is no host name", 'cache 0 is no whole number']) expect(wrong).toThrow(mistake);
      expect(() => made({ media })).toThrow('media needs the name server of between.');
    });
  });
});
