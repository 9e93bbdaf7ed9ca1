import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { doors } from './doors.ts';
import { rulesFor } from './rules.ts';
import { fixtureViolations, violations, type Violation } from './violations.ts';

const rules = rulesFor().map(({ name }) => String(name));
const fixtures = join(import.meta.dirname, 'fixtures');

describe('the workspace', () => {
  it('keeps to every rule about who may import whom', async () => {
    expect((await violations()).map(({ rule, sentence }) => `${rule}: ${sentence}`)).toEqual([]);
  });

  it('has a source behind each door of each package, and the place of its build beside it', async () => {
    expect((await doors()).filter(({ broken }) => broken).map(({ sentence }) => sentence)).toEqual([]);
  });
});

describe('the rules', () => {
  let found: readonly Violation[];
  beforeAll(async () => {
    found = await fixtureViolations();
  });
  const reportedIn = (fixture: string) => found.filter(({ file }) => file.includes(`/fixtures/${fixture}/`));

  it('have a fixture each', () => {
    expect(readdirSync(fixtures).sort()).toEqual([...rules, 'clean'].sort());
  });

  it.each(rules)('report the fixture that breaks %s', (rule) => {
    expect(reportedIn(rule).map((violation) => violation.rule)).toContain(rule);
  });

  it('report nothing where all imports are allowed', () => {
    expect(reportedIn('clean')).toEqual([]);
  });

  it('are told in a sentence that names the allowed targets', () => {
    expect(reportedIn('core').map(({ sentence }) => sentence)).toEqual([
      'tools/src/architecture/fixtures/core/libs/strangler/src/dispatcher.ts imports undici. The core (libs/strangler) may import its own files and @banyan/contracts/define. It names its needs as interfaces; adapters name vendors.',
    ]);
  });
});
