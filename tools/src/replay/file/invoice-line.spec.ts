import { describe, expect, it } from '@jest/globals';
import { cellsUnder, columns } from './columns.ts';
import { lineOf } from '../testing/line.ts';
import { readLine } from './invoice-line.ts';

const good = ['536365', '85123A', 'WHITE HEART', '6', '2010-12-01 08:26:00', '2.55', '17850.0', 'United Kingdom'];
const read = (row: readonly string[], header: readonly string[] = columns) => readLine(cellsUnder(header)(row));
const withCell = (place: number, text: string) => good.with(place, text);

describe('a row of an order file', () => {
  it('is read by its header, whatever the order of the columns', () => {
    const line = lineOf();
    expect(read(good)).toEqual({ line });
    expect(read(good.toReversed(), columns.toReversed())).toEqual({ line });
  });

  it('names no customer for a guest, and a currency if the file has a column for it', () => {
    expect(read(withCell(6, ''))).toMatchObject({ line: { customer: undefined } });
    expect(read([...good, 'EUR'], [...columns, 'Currency'])).toMatchObject({ line: { currency: 'EUR' } });
  });

  it.each([
    ['2010-12-01T08:26', '2010-12-01 08:26:00'],
    ['40513.3513888889', '2010-12-01 08:26:00'],
    ['40513', '2010-12-01 00:00:00'],
  ])('has the time %s read as %s', (written, time) => {
    expect(read(withCell(4, written))).toMatchObject({ line: { time } });
  });

  it.each([
    [0, '', 'InvoiceNo is empty'],
    [3, '1.5', "Quantity '1.5' is not a whole number."],
    [4, '12/1/2010 8:26', "InvoiceDate '12/1/2010 8:26' is not a time; write 2010-12-01 08:26:00."],
    [5, '£2.55', "UnitPrice '£2.55' is not a number"],
    [7, '', 'Country is empty'],
  ])('is refused with what would be right where column %i holds %j', (place, text, mistake) => {
    expect(read(withCell(place, text))).toEqual({ mistakes: [expect.stringContaining(mistake)] });
  });

  it('is told all its mistakes at once', () => {
    expect(read(['', '', '', 'x', 'x', 'x', '', ''])).toHaveProperty('mistakes.length', 5);
  });

  it('needs all columns', () => {
    expect(() => cellsUnder(['InvoiceNo', 'StockCode', 'Quantity'])).toThrow('The header lacks Description, InvoiceDate, UnitPrice, CustomerID, Country.');
  });
});
