import { describe, expect, it } from '@jest/globals';
import { parseKeyRing } from '../key-ring.ts';
import { grantOverride } from './route-override.ts';
import { openCall, sealCall, type OpenCall } from './sealed-call.ts';
import { CLOCK_SKEW, SIGNATURE_LIFE } from './signed-principal.ts';

const keys = parseKeyRing('KEYS', `k1:${Buffer.alloc(32, 1).toString('base64url')}`);
const now = 1_700_000_000_000;
const call: OpenCall = {
  destination: 'stock.take',
  contractVersion: '1.2.0',
  input: { sku: 'A-1' },
  context: {
    principal: { kind: 'customer', customerId: 'c-1' },
    caller: 'monolith',
    deadline: now + 1_000,
    traceparent: '00-00000000000000000000000000000001-0000000000000001-01',
    routeVersion: 7,
    visitor: 'cus_1',
  },
};
const sealed = sealCall(keys, call, { now });
const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('a sealed call', () => {
  it('opens as it was, after it travelled as JSON', () => {
    expect(openCall(keys, overTheWire(sealed), { now })).toEqual(call);
  });

  it('says under its seal whether it is made for comparison only', () => {
    const shadow = { ...call, context: { ...call.context, shadow: true } } as const;
    expect(openCall(keys, overTheWire(sealCall(keys, shadow, { now })), { now })).toEqual(shadow);
    expect(openCall(keys, { ...sealed, shadow: true }, { now }).context).not.toHaveProperty('shadow');
  });

  it('brings an override along that holds, and none that does not', () => {
    const granted = (expires: number) => ({ ...call, context: { ...call.context, override: { token: grantOverride(keys, { by: 'ann', routes: { 'stock.*': 'stock' }, expires }), routes: {} } } });
    const arrived = (expires: number) => openCall(keys, overTheWire(sealCall(keys, granted(expires), { now })), { now }).context.override;
    expect(arrived(now + 1)?.routes).toEqual({ 'stock.*': 'stock' });
    expect(arrived(now - 1)).toBeUndefined();
  });

  it.each(Object.keys(sealed) as (keyof typeof sealed)[])('is refused once its %s was changed', (part) => {
    const changed = { ...sealed, [part]: typeof sealed[part] === 'number' ? (sealed[part]) + 1 : `${String(sealed[part])} ` };
    expect(() => openCall(keys, changed, { now })).toThrow(expect.objectContaining({ code: 'unauthenticated', details: { executed: 'no' } }));
  });

  it('is refused when a part is missing, with the place', () => {
    const { traceparent: _, ...rest } = sealed;
    expect(() => openCall(keys, rest, { now })).toThrow(
      expect.objectContaining({ code: 'contractViolation', details: expect.objectContaining({ executed: 'no' }) }),
    );
  });

  it('holds for as long as it was sealed, and no longer', () => {
    const day = 24 * 60 * 60_000;
    const queued = sealCall(keys, call, { now, life: day });
    expect(openCall(keys, queued, { now: now + day, life: day })).toEqual(call);
    expect(() => openCall(keys, queued, { now: now + day + CLOCK_SKEW + 1, life: day })).toThrow(/expired/);
    expect(() => openCall(keys, queued, { now })).toThrow(`signed for longer than ${SIGNATURE_LIFE} ms`);
  });
});
