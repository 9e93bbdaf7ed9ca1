import pg from 'pg';

const int8 = 20;
const int8Array = 1016;
const date = 1082;

/** How columns become values, for one pool: other users of `pg` in the process keep theirs. */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === int8) return safeInteger;
    if (oid === int8Array) return (text: string) => (text === '{}' ? [] : text.slice(1, -1).split(',').map(integerOrNull));
    if (oid === date) return (text: string) => text;
    return pg.types.getTypeParser(oid, format) as (text: string) => unknown;
  },
};

function safeInteger(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new RangeError(`The bigint ${text} is too large for a number. Select it as text (column::text) and treat it as one.`);
}

function integerOrNull(text: string): number | null {
  return text === 'NULL' ? null : safeInteger(text);
}
