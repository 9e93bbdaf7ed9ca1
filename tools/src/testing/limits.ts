import { expect, jest } from '@jest/globals';

/** A limit ends a test that hangs. It says nothing about speed, so it is many times what a busy machine needs. */
const MINUTE = 60_000;

jest.setTimeout(/\.(e2e\.spec|proof)\.ts$/.test(expect.getState().testPath ?? '') ? 15 * MINUTE : MINUTE);
