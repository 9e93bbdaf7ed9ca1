import type { Page } from 'playwright-core';

/**
 * Counts what a page asks the shop for.
 * @returns how often it has asked for an address that ends so, from now on
 */
export function countRequests(page: Page): (end: string) => number {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  return (end) => asked.filter((path) => path.endsWith(end)).length;
}
