import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { production, sitesOf, synthesise, templateOf, type PagesName } from '@banyan/infra/synthesised';
import { buildPages, bundleOf } from '@banyan/tools/start';
import { environmentOf, ofType } from './deployed-host.testing.ts';

const synthesised = synthesise(production);
const [site] = sitesOf(production);

/** What the monolith's load balancer is there: it notes who asks what, and answers nothing but that it cannot. */
let monolith: Server;
const asked: { readonly what: string; readonly headers: IncomingHttpHeaders }[] = [];
let url: string;
let host: ChildProcess | undefined;

beforeAll(async () => {
  for (const pages of ['storefront', 'console'] as const) await buildPages(pages, () => undefined);
  const problem = { type: 'about:blank', title: 'Not now.', status: 503, code: 'unavailable', detail: 'Not now.' };
  monolith = createServer(({ method, url: path, headers }, answer) => {
    asked.push({ what: `${method} ${path}`, headers });
    answer.writeHead(503, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem));
  });
  await once(monolith.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(monolith.address() as AddressInfo).port}`;
});

beforeEach(() => void asked.splice(0));

afterEach(() => {
  host?.kill('SIGKILL');
  host = undefined;
});

afterAll(() => {
  monolith.closeAllConnections();
  monolith.close();
});

/** Starts a host of pages with the environment of its task, its endpoints and its own port replaced. @returns where it answers */
async function started(pages: PagesName): Promise<string> {
  const environment = environmentOf(synthesised, site!, pages);
  const here = Object.entries(environment).map(([name, value]) => [name, value.startsWith('https://') ? url : value]);
  host = fork(bundleOf(pages), { env: { ...Object.fromEntries(here), PORT: '0' }, execArgv: ['--enable-source-maps'], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let said = '';
  host.stderr!.on('data', (part) => (said += String(part)));
  const ended = once(host, 'exit').then(([code]) => Promise.reject(new Error(`The ${pages} ended with exit code ${String(code)}:\n${said}`)));
  const [{ url: at }] = (await Promise.race([once(host, 'message'), ended])) as [{ readonly url: string }];
  expect(new URL(at).hostname).toBe('0.0.0.0');
  return at.replace('0.0.0.0', '127.0.0.1');
}

/** As a load balancer passes on what came by https. */
const behind = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '10.9.8.7' };

async function endsWell(): Promise<void> {
  const ended = once(host!, 'exit');
  host!.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
}

describe('a host of pages with the environment of its task', () => {
  it('is the storefront, which asks the public API that it was told of, and says so where it has no answer', async () => {
    const at = await started('storefront');
    expect((await fetch(`${at}/health/ready`)).status).toBe(200);
    const page = await fetch(`${at}/`, { headers: behind });
    expect([page.status, page.headers.get('strict-transport-security')]).toEqual([503, 'max-age=31536000']);
    expect(await page.text()).toContain('The shop is catching its breath.');
    expect(asked.map(({ what }) => what)).toContainEqual(expect.stringMatching(/^GET \/api\/v1\//));
    await fetch(`${at}/media/products/MUG/320.webp`);
    expect(asked.map(({ what }) => what)).toContain('GET /products/MUG/320.webp');
    await endsWell();
  });

  it('is the console, which asks the control API with the token of whoever signs in', async () => {
    const at = await started('console');
    expect((await fetch(`${at}/health/ready`)).status).toBe(200);
    const origin = at.replace('http:', 'https:');
    const body = new URLSearchParams({ name: 'Ada', token: 'a-token' });
    const answer = await fetch(`${at}/sign-in`, { method: 'POST', body, redirect: 'manual', headers: { ...behind, origin, accept: 'text/html' } });
    expect(await answer.text()).toMatch(/control API|console/);
    expect(asked.map(({ what, headers }) => [what, headers.authorization])).toContainEqual(['GET /control/v1/session', 'Bearer a-token']);
    await endsWell();
  });

  it.each(['storefront', 'console'] as const)('is the %s, which keeps connections for longer than its load balancer does', async (pages) => {
    const at = await started(pages);
    const kept = (await fetch(`${at}/health/live`)).headers.get('keep-alive');
    const [balancer] = ofType(templateOf(synthesised, site!, pages).Resources, 'AWS::ElasticLoadBalancingV2::LoadBalancer');
    const attributes = balancer![1].Properties!['LoadBalancerAttributes'] as readonly { readonly Key: string; readonly Value: string }[];
    expect(Number(/timeout=(\d+)/.exec(kept ?? '')?.[1])).toBeGreaterThan(Number(attributes.find(({ Key }) => Key === 'idle_timeout.timeout_seconds')!.Value));
    await endsWell();
  });
});
