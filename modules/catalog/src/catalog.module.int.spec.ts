import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { POSTGRES_SETTINGS } from '@banyan/adapter-postgres';
import { catalog } from '@banyan/contracts/catalog';
import { implementationTokenOf } from '@banyan/contracts/define';
import { testDatabase, type TestDatabase } from '@banyan/tools/testing';
import { CatalogModule } from './index.ts';
import { migrations } from './stores/migrations/index.ts';

let test: TestDatabase;
let host: TestingModule;

beforeAll(async () => {
  test = await testDatabase('catalog', migrations);
  const provide = { provide: POSTGRES_SETTINGS, useValue: { urls: { catalog: test.urlOf('catalog') }, poolSize: 2 } };
  @Global()
  @Module({ providers: [provide], exports: [POSTGRES_SETTINGS] })
  class Settings {}
  host = await Test.createTestingModule({ imports: [Settings, CatalogModule] }).compile();
});
afterAll(async () => {
  await host.close();
  await test.close();
});

describe('the catalogue as a Nest module', () => {
  it('provides a handler for each operation of its contract', () => {
    const implementation = host.get(implementationTokenOf(catalog), { strict: false });
    expect(Object.keys(implementation).sort()).toEqual(Object.keys(catalog.operations).sort());
  });
});
