import { describe, expect, it } from '@jest/globals';
import { isOurs } from './same-origin.ts';

const here = 'http://127.0.0.1:3081';
const ours = (method: string, headers: Record<string, string>) => isOurs({ method, headers: new Headers(headers) }, here);

describe('what changes something', () => {
  it.each([
    ['these pages', { origin: here, 'sec-fetch-site': 'same-origin' }, true],
    ['these pages in a browser that says less', { origin: here }, true],
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, false],
    ['another port of this machine', { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-site' }, false],
    ['a sandboxed frame', { origin: 'null' }, false],
    ['somebody who does not say', {}, false],
  ])('from %s', (_who, headers, expected) => {
    for (const method of ['POST', 'PUT', 'DELETE']) expect(ours(method, headers)).toBe(expected);
  });
});

describe('what only looks', () => {
  it.each([
    ['an address that was typed', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }, true],
    ['these pages', { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' }, true],
    ['a link elsewhere', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, true],
    ['a script elsewhere', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }, false],
    ['a picture elsewhere', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }, false],
    ['a command line', {}, true],
  ])('from %s', (_who, headers, expected) => expect(ours('GET', headers)).toBe(expected));
});
