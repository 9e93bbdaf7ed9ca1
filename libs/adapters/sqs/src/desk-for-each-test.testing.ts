import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { startSqsEmulator, type SqsEmulator } from '@banyan/tools/testing';
import { Desk } from './sqs.testing.ts';

/** Runs an emulator for the tests of a file. @returns its URL, while they run */
export function emulatorForAllTests(): () => string {
  let emulator: SqsEmulator;
  beforeAll(async () => void (emulator = await startSqsEmulator()));
  afterAll(() => emulator.close());
  return () => emulator.url;
}

/** Sets up a desk for each test of a file, and clears it away. @returns that of the test which runs */
export function deskForEachTest(): () => Desk {
  const url = emulatorForAllTests();
  let desk: Desk;
  beforeEach(async () => void (desk = await Desk.at(url())));
  afterEach(() => desk.close());
  return () => desk;
}
