import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { signatureHolds } from './event-signature.ts';

const now = Date.parse('2026-05-01T12:00:00.000Z');
const key = 'the-key-of-events-now';
const text = '{"id":"evt_1","key":"ord_1:charge"}';
const seconds = now / 1_000;

const hmac = (time: number | string, body: string, by = key) => createHmac('sha256', by).update(`${time}.${body}`).digest('hex');
const signed = (time: number | string = seconds, body = text, by = key) => `t=${time},v1=${hmac(time, body, by)}`;
const holds = (signature: string, { body = text, keys = [key] }: { readonly body?: string; readonly keys?: readonly string[] } = {}) =>
  signatureHolds(signature, Buffer.from(body), { keys, now });

describe('the signature of an event', () => {
  it('holds as the provider makes it', () => {
    expect(holds('t=1777636800,v1=23626daa3cee40498e58d5eee73b0b13cee7fc3eccad0be6bb8bae2263cf2276')).toBe(true);
  });

  it.each([
    ['with another key', signed(seconds, text, 'the-key-of-somebody-else')],
    ['of another body', signed(seconds, `${text} `)],
    ['of another time than it says', `t=${seconds - 1},v1=${hmac(seconds, text)}`],
    ['of the body alone', `t=${seconds},v1=${createHmac('sha256', key).update(text).digest('hex')}`],
    ['cut off', signed().slice(0, -2)],
    ['with one bit changed', signed().replace(/.$/, (last) => (Number.parseInt(last, 16) ^ 1).toString(16))],
    ['without a time', `v1=${hmac(seconds, text)}`],
    ['of a time that is no number', signed('now')],
    ['in upper case', signed().toUpperCase()],
    ['with something behind it', `${signed()},v2=1`],
    ['that is empty', ''],
  ])('does not hold %s', (_, signature) => {
    expect(holds(signature)).toBe(false);
  });

  it.each([
    [300, true],
    [301, false],
    [-300, true],
    [-301, false],
    [86_400, false],
  ])('that is %i seconds old: %s', (age, expected) => {
    expect(holds(signed(seconds - age))).toBe(expected);
  });

  it('may be by any of the keys while one is replaced, and by several', () => {
    const before = 'the-key-of-events-before';
    for (const by of [key, before]) expect(holds(signed(seconds, text, by), { keys: [key, before] })).toBe(true);
    const both = `t=${seconds},v1=${hmac(seconds, text, before)},v1=${hmac(seconds, text)}`;
    for (const keys of [[key], [before]]) expect(holds(both, { keys })).toBe(true);
  });

  it('does not hold where there is no key', () => {
    expect(holds(signed(), { keys: [] })).toBe(false);
    expect(holds(signed(seconds, text, ''), { keys: [] })).toBe(false);
  });

  it('is of the bytes, whatever they are', () => {
    expect(holds(signed(seconds, ''), { body: '' })).toBe(true);
    const bytes = Buffer.from([0xff, 0x00, 0x80]);
    const signature = `t=${seconds},v1=${createHmac('sha256', key).update(`${seconds}.`).update(bytes).digest('hex')}`;
    expect(signatureHolds(signature, bytes, { keys: [key], now })).toBe(true);
  });
});
