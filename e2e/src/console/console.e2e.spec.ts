import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { controlClient } from '@banyan/tools/banyan';
import { startBrowser } from '@banyan/tools/browser';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { violationsOn } from '../storefront/accessibility.ts';
import { keyboard, mouse, type Hands } from './hands.ts';
import { hostileName, shopWithConsole, wrongPrice, type ShopWithConsole } from './shop-with-console.ts';
import { signedIn, type Visitor } from './visitor.ts';

const reason = 'Because <script>alert(3)</script> & <b>so</b>';

let browser: Browser;
let tested: ShopWithConsole;
const visitors: Visitor[] = [];
const visit = async (user: { readonly name: string; readonly token: string }, options: BrowserContextOptions = {}) => {
  const one = await signedIn(browser, tested.consoleUrl, user, options);
  visitors.push(one);
  return one;
};
const version = async () => (await tested.routes.routes()).version;
const routeOf = async (address: string) => (await tested.routes.routes()).operations.find((operation) => operation.address === address)!.route;

beforeAll(async () => {
  browser = await startBrowser();
  tested = await shopWithConsole();
});
afterEach(async () => {
  await Promise.all(visitors.splice(0).map((one) => one.leave()));
});
afterAll(async () => {
  await tested.discard();
  await browser.close();
});

/** Says why on the page that asks, and does it. */
async function agree({ press, write }: Hands, page: Page, button: string): Promise<void> {
  await page.getByRole('heading', { name: 'What it moves' }).waitFor();
  await write(page, page.getByLabel('Why?'), reason);
  await press(page, page.getByRole('button', { name: button }));
  await page.getByText(/Version \d+ of the routes is made/).waitFor();
}

describe.each([mouse, keyboard])('with $name', (hands) => {
  it('an operator takes catalog.* through shadow with a wrong price, reads the difference, promotes and rolls back', async () => {
    const { press, write, choose } = hands;
    const { page, complaints } = await visit(tested.operator);
    tested.catalog.alter(wrongPrice);

    await press(page, page.getByRole('link', { name: 'Operations', exact: true }));
    await press(page, page.getByRole('link', { name: 'catalog.getProduct', exact: true }));
    await choose(page, page.getByRole('combobox', { name: 'Of', exact: true }), 'catalog.*');
    await write(page, page.getByLabel('At host'), 'catalog');
    await press(page, page.getByRole('button', { name: 'See what moves' }));
    await page.getByText(/every caller is answered where it was/).waitFor();
    await agree(hands, page, 'Change the route');
    expect(await routeOf('catalog.getProduct')).toEqual({ kind: 'shadow', target: 'catalog', percent: 100 });

    await press(page, page.getByRole('link', { name: 'catalog.getProduct', exact: true }));
    const difference = page.locator('tr.differs', { hasText: '"amount"' }).first();
    await difference.waitFor();
    expect((await difference.locator('pre').allTextContents()).map((text) => text.trim())).toEqual(['"amount": 700', '"amount": 800']);
    expect(await page.getByText("banyan call catalog.getProduct --input").first().textContent()).toContain('--at catalog');
    expect(await page.locator('pre', { hasText: hostileName.replaceAll('"', '\\"') }).first().isVisible()).toBe(true);

    tested.catalog.alter();
    await choose(page, page.getByRole('combobox', { name: 'Of', exact: true }), 'catalog.*');
    await choose(page, page.getByRole('combobox', { name: 'Route', exact: true }), 'local');
    await press(page, page.getByRole('button', { name: 'See what moves' }));
    await agree(hands, page, 'Change the route');
    await press(page, page.getByRole('link', { name: 'Rollouts', exact: true }));
    await press(page, page.getByRole('link', { name: 'Begin a rollout' }));
    await choose(page, page.getByRole('combobox', { name: 'Of', exact: true }), 'catalog.*');
    await write(page, page.getByLabel('To host'), 'catalog');
    await choose(page, page.getByRole('combobox', { name: 'Goes on', exact: true }), 'when told to');
    await press(page, page.getByRole('button', { name: 'See what moves' }));
    await agree(hands, page, 'Begin the rollout');
    await press(page, page.getByRole('link', { name: 'Advance' }));
    await page.getByText(/running at canary 1 %/).waitFor();
    expect(await page.getByRole('cell', { name: '1 %', exact: true }).count()).toBeGreaterThan(5);
    await agree(hands, page, 'Advance');
    expect(await routeOf('catalog.getProduct')).toMatchObject({ kind: 'canary', percent: 1 });

    await press(page, page.getByRole('link', { name: 'Roll back' }));
    await agree(hands, page, 'Roll back');
    await page.getByText('All is at home.').waitFor();
    expect(await routeOf('catalog.getProduct')).toEqual({ kind: 'local' });
    expect(complaints).toEqual([]);
  });

  it('an operator begins a rollout with steps and a gate of their own, and hears at once of all that is wrong with them', async () => {
    const { press, write, choose, mark } = hands;
    const { page, complaints } = await visit(tested.operator);
    await press(page, page.getByRole('link', { name: 'Rollouts', exact: true }));
    await press(page, page.getByRole('link', { name: 'Begin a rollout' }));
    await choose(page, page.getByRole('combobox', { name: 'Of', exact: true }), 'catalog.*');
    await choose(page, page.getByRole('combobox', { name: 'Goes on', exact: true }), 'when told to');
    await mark(page, page.getByRole('radio', { name: 'Steps of your own' }));
    await write(page, page.getByLabel('Canaries, in percent of the keys'), '50, 5');
    await write(page, page.getByLabel('Calls', { exact: true }), 'many');
    await press(page, page.getByRole('button', { name: 'See what moves' }));
    const wrong = page.getByRole('alert');
    await wrong.getByText('3 things are not right yet.').waitFor();
    expect((await wrong.getByRole('listitem').allTextContents()).join(' ')).toMatch(/To host.*Canaries.*Let them rise: 5 cannot follow 50.*Calls.*whole number/);

    await press(page, wrong.getByRole('link', { name: 'To host' }));
    await write(page, page.getByLabel('To host'), 'catalog');
    expect([await page.getByLabel('Canaries, in percent of the keys').inputValue(), await page.getByRole('combobox', { name: 'Goes on' }).inputValue()]).toEqual(['50, 5', 'manual']);
    await write(page, page.getByLabel('Canaries, in percent of the keys'), '5, 50');
    await write(page, page.getByLabel('Calls', { exact: true }), '60');
    await press(page, page.getByRole('button', { name: 'See what moves' }));
    await page.getByText('60 that catalog has taken').waitFor();
    await press(page, page.getByRole('link', { name: 'Change the plan' }));
    await write(page, page.getByLabel('Seconds', { exact: true }), '5');
    await press(page, page.getByRole('button', { name: 'See what moves' }));
    await page.getByText('5 s in each step').waitFor();
    await agree(hands, page, 'Begin the rollout');
    const { rollout } = (await tested.routes.routes()).rollouts.find(({ entry }) => entry === 'catalog.*')!;
    expect(rollout).toMatchObject({ mode: 'manual', gate: { minimumSamples: 60, dwellMs: 5_000, errorRate: 0.01 }, steps: [{ kind: 'shadow', percent: 100 }, { kind: 'canary', percent: 5 }, { kind: 'canary', percent: 50 }, { kind: 'remote' }] });

    await press(page, page.getByRole('link', { name: 'Roll back' }));
    await agree(hands, page, 'Roll back');
    await page.getByText('All is at home.').waitFor();
    expect(complaints).toEqual([]);
  });
});

it('what was just done is taken back from where it was done', async () => {
  const { page } = await visit(tested.operator);
  await page.goto('/change?act=route&entry=catalog.*&kind=canary&target=catalog&percent=50');
  await agree(mouse, page, 'Change the route');
  expect(await routeOf('catalog.quote')).toMatchObject({ percent: 50 });
  await page.getByRole('link', { name: 'Take it back' }).click();
  await agree(mouse, page, 'Take them again');
  expect(await routeOf('catalog.quote')).toEqual({ kind: 'local' });
});

it('nothing is done once somebody else has changed the routes that were looked at', async () => {
  const { page } = await visit(tested.operator);
  await page.goto('/change?act=route&entry=catalog.*&kind=canary&target=catalog&percent=50');
  await page.getByLabel('Why?').fill('An old look.');
  const { version: newer } = await tested.routes.set('catalog.listMarkets', { kind: 'local' });
  await page.getByRole('button', { name: 'Change the route' }).click();
  await page.getByText('It was not done.').waitFor();
  expect(await version()).toBe(newer);

  // What it would move now is on the page by then, and the reason still is.
  await page.getByRole('button', { name: 'Change the route' }).click();
  await page.getByText(/Version \d+ of the routes is made/).waitFor();
  await tested.routes.set('catalog.*', { kind: 'local' });
});

it('what was written before the scripts came is kept, and sent', async () => {
  const { page } = await visit(tested.operator);
  const scripts = Promise.withResolvers<void>();
  await page.route(/\.js$/, (route) => scripts.promise.then(() => route.continue()));
  await page.goto('/change?act=route&entry=catalog.quote&kind=local', { waitUntil: 'commit' });
  await page.getByLabel('Why?').fill('Written early.');
  const awake = page.waitForRequest(/\/live$/);
  scripts.resolve();
  await awake;
  expect(await page.getByLabel('Why?').inputValue()).toBe('Written early.');
  await page.getByRole('button', { name: 'Change the route' }).click();
  await page.getByText(/Version \d+ of the routes is made/).waitFor();
  expect((await tested.routes.routes()).why).toBe('Written early.');
});

it('what would be refused is said before anything is asked', async () => {
  const { page } = await visit(tested.operator);
  await page.goto('/change?act=route&entry=catalog.*&kind=remote&target=nobody');
  await page.getByText('The shop would refuse this.').waitFor();
  expect(await page.getByRole('button', { name: 'Change the route' }).count()).toBe(0);
});

it('a tester alone is answered elsewhere, by an override that was granted for a reason', async () => {
  const { page } = await visit(tested.operator);
  await page.goto('/operations/override?entry=catalog.*');
  await page.getByLabel('Answered at').fill('catalog');
  await page.getByLabel('Why?').fill('A look before anybody else has one.');
  await page.getByRole('button', { name: 'Grant it' }).click();
  const [name = '', token = ''] = (await page.getByText(/^banyan-override: /).textContent())!.split(': ');
  const asked = async (headers: Readonly<Record<string, string>>) => {
    const before = tested.catalog.asked('catalog.getProduct');
    expect((await fetch(`${tested.shop.publicUrl}/api/v1/products/HOSTILE?market=GB`, { headers })).status).toBe(200);
    return tested.catalog.asked('catalog.getProduct') - before;
  };
  expect(await asked({})).toBe(0);
  expect(await asked({ [name]: token })).toBe(1);
  await page.goto('/history/acts');
  await page.getByRole('listitem').filter({ hasText: 'A look before anybody else has one.' }).filter({ hasText: 'catalog.*=catalog, 60 min' }).waitFor();
});

it('a page follows what others do without being loaded again', async () => {
  const { page } = await visit(tested.viewer);
  await page.goto('/history');
  await tested.routes.set('catalog.quote', { kind: 'canary', target: 'catalog', percent: 5 }, { why: 'Seen live.' });
  await page.getByText('Seen live.').waitFor();
  await tested.routes.set('catalog.quote', { kind: 'local' });
});

it('shows a reason and a name that contain markup as text', async () => {
  await tested.routes.set('catalog.quote', { kind: 'local' }, { why: reason });
  const { page, complaints } = await visit({ ...tested.operator, name: hostileName });
  await page.goto('/history');
  expect(await page.getByText(reason, { exact: true }).first().isVisible()).toBe(true);
  expect(await page.getByRole('banner').getByText(hostileName).isVisible()).toBe(true);
  await page.goto(`/change?${new URLSearchParams({ act: 'rollback', entry: hostileName }).toString()}`);
  expect(await page.getByRole('heading', { name: hostileName }).isVisible()).toBe(true);
  expect(await page.locator('img, main b, main script').count()).toBe(0);
  expect(complaints).toEqual([]);
});

describe('a viewer', () => {
  it('sees every page and no way to change anything', async () => {
    const { page } = await visit(tested.viewer);
    for (const path of ['/rollouts', '/operations/catalog.getProduct', '/history', '/lanes']) {
      await page.goto(path);
      expect(await page.getByRole('link', { name: '…' }).count()).toBe(0);
      expect(await page.locator('main form').count()).toBe(0);
    }
    for (const path of ['/change?act=rollback&entry=catalog.*', '/rollouts/begin']) {
      await page.goto(path);
      await page.getByRole('heading', { name: 'A viewer may look, and change nothing.' }).waitFor();
    }
  });

  it('changes nothing by the pages’ server, nor by the control API', async () => {
    const { context } = await visit(tested.viewer);
    const before = await version();
    const answer = await posted('/change?act=route&entry=catalog.*&kind=remote&target=catalog', { cookie: await cookieOf(context), origin: tested.consoleUrl });
    expect(answer.status).toBe(403);
    const control = controlClient({ url: tested.shop.controlUrl!, token: tested.viewer.token });
    await expect(control.send('PUT', 'routes', { entry: 'catalog.*', route: { kind: 'remote', target: 'catalog' }, by: 'Vera', why: 'I should not.' })).rejects.toThrow('A viewer may look');
    expect(await version()).toBe(before);
  });
});

describe('a session', () => {
  const change = '/change?act=route&entry=catalog.quote&kind=local';

  it('is used by these pages alone: what another origin asks with it is refused', async () => {
    const { context } = await visit(tested.operator);
    const cookie = await cookieOf(context);
    const before = await version();
    for (const origin of ['https://evil.example', tested.shop.publicUrl, 'null', undefined]) {
      expect((await posted(change, { cookie, ...(origin === undefined ? {} : { origin }) })).status).toBe(403);
    }
    expect(await version()).toBe(before);
    expect((await posted(change, { cookie, origin: tested.consoleUrl })).status).toBe(303);
    expect(await version()).toBe(before + 1);
  });

  it('is nothing that scripts or other sites get hold of, and does not show the token', async () => {
    const { context } = await visit(tested.operator);
    const [cookie] = await context.cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
    expect(cookie!.value).not.toContain(tested.operator.token);
  });

  it('is needed for everything', async () => {
    for (const path of ['/', '/operations', '/rollouts', '/rollouts/begin', '/lanes', '/instances', '/history', change]) expect((await fetch(tested.consoleUrl + path, { redirect: 'manual' })).headers.get('location')).toMatch(/^\/sign-in/);
    expect((await fetch(`${tested.consoleUrl}/live`)).status).toBe(401);
  });
});

it('every page says what it may load: nothing from elsewhere, and no script that stands in it', async () => {
  const policy = (await fetch(`${tested.consoleUrl}/sign-in`)).headers.get('content-security-policy')!;
  expect(policy).toContain("default-src 'none'");
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']+';/);
  expect(policy).not.toMatch(/unsafe-(?:inline|eval)|\*|https?:/);
});

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  it('axe finds nothing wrong with any page', async () => {
    const { page } = await visit(tested.operator, { colorScheme });
    const found: Record<string, string[]> = {};
    for (const path of ['/', '/operations', '/operations/catalog.getProduct', '/rollouts', '/rollouts/catalog.*', '/rollouts/begin', '/rollouts/begin?act=start&steps=own&canaries=x', '/lanes', '/instances', '/history', '/history/acts', '/operations/override', '/change?act=route&entry=catalog.*&kind=canary&target=catalog&percent=5', '/change?act=advance&entry=catalog.*', '/change?act=start&entry=catalog.*&target=catalog', '/nowhere']) {
      await page.goto(path);
      found[path] = await violationsOn(page);
    }
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Token').waitFor();
    found['/sign-in'] = await violationsOn(page);
    expect(Object.entries(found).filter(([, violations]) => violations.length > 0)).toEqual([]);
    expect(Object.keys(found)).toHaveLength(17);
  });
});

// From here on nobody signs in for a while.
it('a session is not to be had with a wrong token, and guessing is slowed down', async () => {
  const answers = [];
  for (let guess = 0; guess < 7; guess++) answers.push((await posted('/sign-in', { origin: tested.consoleUrl }, { name: 'Eve', token: `guess-${guess}` })).status);
  expect(answers).toEqual([401, 401, 401, 401, 401, 429, 429]);
});

async function cookieOf(context: Visitor['context']): Promise<string> {
  return (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
}

function posted(path: string, headers: Readonly<Record<string, string>>, fields: Readonly<Record<string, string>> = { why: 'Asked by a test.' }): Promise<Response> {
  return fetch(tested.consoleUrl + path, { method: 'POST', redirect: 'manual', headers: { accept: 'text/html', ...headers }, body: new URLSearchParams(fields) });
}
