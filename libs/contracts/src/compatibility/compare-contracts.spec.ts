import { describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import { compareContracts } from './compare-contracts.ts';
import { operation, published } from './contracts.testing.ts';
import type { PublishedContract } from './published-contract.ts';
import { plain } from './schemas.testing.ts';

const found = (older: PublishedContract, newer: PublishedContract) =>
  compareContracts(older, newer).map(({ judgement, code, operation: name, part, pointer, direction }) => [judgement, code, name, part + pointer, direction].filter(Boolean).join(' '));
const one = (older: Parameters<typeof operation>[0], newer: Parameters<typeof operation>[0]) => found(published({ take: operation(older) }), published({ take: operation(newer) }));

const Sku = Type.Object({ sku: Type.String() });
const write = { effect: 'write', delivery: 'reply' };
const gone = { gone: { data: plain(Sku) } };

describe('the comparison of two versions of a contract', () => {
  it('finds nothing where only words differ', () => {
    expect(one({ description: 'Takes.' }, { description: 'Takes stock.', input: Type.Object({}, { description: 'Nothing.' }) })).toEqual([]);
  });

  it('judges an input as what is sent, an output as what is received', () => {
    const more = Type.Object({ sku: Type.String(), at: Type.String() });
    expect(one({ input: Sku, output: Sku }, { input: more, output: more })).toEqual(['breaking requiredFieldAdded take input/at sent', 'compatible fieldAdded take output/at received']);
  });

  it('refuses that an operation is removed, and asks whether it was renamed', () => {
    const findings = compareContracts(published({ take: operation({ input: Sku }) }), published({ takeStock: operation({ input: Sku, description: 'Takes.' }) }));
    expect(findings.map(({ judgement, code, message }) => [judgement, code, message])).toEqual([
      ['breaking', 'operationRemoved', "The operation is not there. Is it 'takeStock' there?"],
      ['compatible', 'operationAdded', 'The operation is new.'],
    ]);
  });

  it.each([
    ['effect', write, { ...write, effect: 'read' }],
    ['delivery', write, { ...write, delivery: 'deferred' }],
    ['orderedBy', { ...write, orderedBy: '{buyer}' }, { ...write, orderedBy: '{orderId}' }],
    ['idempotencyKey', { ...write, idempotencyKey: '{orderId}' }, write],
    ['idempotencyKey', write, { ...write, idempotencyKey: '{orderId}' }],
    ['stickyBy', { ...write, stickyBy: '{buyer}' }, { ...write, stickyBy: '{sku}' }],
  ])('refuses that %s is another', (part, was, is) => {
    expect(one({ promises: was }, { promises: is })).toEqual([`breaking promiseChanged take ${part} promised`]);
  });

  it('says of a key that is computed that it cannot be judged', () => {
    const promises = { ...write, idempotencyKey: '{computed}' };
    expect(one({ promises }, { promises })).toEqual(['undecidable keyHidden take idempotencyKey promised']);
  });

  it('refuses a shorter timeout where somebody waits', () => {
    expect(one({ timeout: 2 }, { timeout: 1 })).toEqual(['breaking timeoutShortened take timeout promised']);
    expect(one({ timeout: 1 }, { timeout: 2 })).toEqual(['compatible timeoutLengthened take timeout promised']);
    const deferred = { promises: { effect: 'write', delivery: 'deferred' } };
    expect(one({ ...deferred, timeout: 2 }, { ...deferred, timeout: 1 })).toEqual(['compatible timeoutShortened take timeout promised']);
  });

  it.each([
    [['guest', 'customer'], ['guest'], ['breaking callerRemoved take callers promised']],
    [[], ['guest'], ['breaking callerRemoved take callers promised']],
    [['guest'], [], ['compatible callerAdded take callers promised']],
    [['guest'], ['customer'], ['breaking callerRemoved take callers promised', 'compatible callerAdded take callers promised']],
    [['guest', 'customer'], ['customer', 'guest'], []],
  ])('judges who may call: %j before, %j now', (was, is, expected) => {
    expect(one({ callers: was }, { callers: is })).toEqual(expected);
  });

  it('refuses a new error, which older consumers would take for a fault, and lets one go', () => {
    expect(one({}, { errors: gone })).toEqual(['breaking errorAdded take errors.gone received']);
    expect(one({ errors: gone }, {})).toEqual(['compatible errorRemoved take errors.gone received']);
    expect(one({ errors: gone }, { errors: { ...gone, late: { data: {} } } })).toEqual(['breaking errorAdded take errors.late received']);
  });

  it('lets an error come anew whose status consumers know, where there are statuses', () => {
    const older = { missing: { status: 404, data: {} } };
    expect(one({ errors: older }, { errors: { ...older, gone: { status: 404, data: {} } } })).toEqual(['compatible errorAdded take errors.gone received']);
    expect(one({ errors: older }, { errors: { ...older, gone: { status: 410, data: {} } } })).toEqual(['breaking errorAdded take errors.gone received']);
    expect(one({ errors: older }, { errors: { missing: { status: 410, data: {} } } })).toEqual(['breaking promiseChanged take errors.missing received']);
  });

  it('judges an error’s data as what is received', () => {
    expect(one({ errors: gone }, { errors: { gone: { data: plain(Type.Object({})) } } })).toEqual(['breaking fieldRemoved take errors.gone/sku received']);
    const more = plain(Type.Object({ ...Sku.properties, at: Type.String() }));
    expect(one({ errors: gone }, { errors: { gone: { data: more } } })).toEqual(['compatible fieldAdded take errors.gone/at received']);
  });

  it('judges an event as what is received', () => {
    const event = (payload: typeof Sku | ReturnType<typeof Type.Object>, orderedBy = '{sku}') => published({}, { events: { taken: { promises: { orderedBy }, payload: plain(payload) } } });
    expect(found(event(Sku), event(Type.Object({ ...Sku.properties, at: Type.String() })))).toEqual(['compatible fieldAdded taken payload/at received']);
    expect(found(event(Sku), event(Type.Object({})))).toEqual(['breaking fieldRemoved taken payload/sku received']);
    expect(found(event(Sku), event(Sku, '{at}'))).toEqual(['breaking promiseChanged taken orderedBy promised']);
    expect(found(event(Sku), published({}))).toEqual(['breaking eventRemoved taken event promised']);
  });

  it('lets an input differ that is still read as it was written under the earlier version', () => {
    const deferred = { promises: { effect: 'write', delivery: 'deferred' } };
    expect(one({ ...deferred, input: Sku }, { ...deferred, input: Type.Object({}), readsEarlier: ['0'] })).toEqual(['breaking fieldRemoved take input/sku sent']);
    expect(one({ ...deferred, input: Sku }, { ...deferred, input: Type.Object({}), readsEarlier: ['1'] })).toEqual(['compatible fieldRemoved take input/sku sent']);
  });

  it('refuses that operations which were there move with others than before', () => {
    const both = { take: operation(), put: operation() };
    const grouped = (...members: string[]) => published({ ...both, count: operation() }, { groups: { stock: members } });
    const pair = published(both, { groups: { stock: ['take', 'put'] } });
    expect(found(pair, grouped('take', 'put', 'count'))).toEqual(['compatible operationAdded count operation promised']);
    expect(found(pair, grouped('take', 'count'))).toContain('breaking groupChanged groups.stock promised');
    expect(found(pair, published(both))).toEqual(['breaking groupChanged groups.stock promised']);
    expect(found(pair, published({ take: operation() }, { groups: { stock: ['take'] } }))).toEqual(['breaking operationRemoved put operation promised']);
    expect(found(published(both), pair)).toEqual(['breaking groupChanged groups.stock promised']);
  });
});
