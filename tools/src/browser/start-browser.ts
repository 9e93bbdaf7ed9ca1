import { chromium, type Browser } from 'playwright-core';
import { systemProgram } from '../system/programs.ts';

/** What keeps a browser from doing more than it is told to: it calls nobody by itself, and runs as root as well. */
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Starts the system's Chromium, without a window. @throws {Error} naming the package to install if there is none */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: systemProgram('chromium-headless-shell'), args: quiet });
}
