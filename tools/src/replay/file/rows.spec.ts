import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { zip } from '../testing/zip.ts';
import type { InvoiceLine } from './invoice-line.ts';
import { readInvoiceLines } from './read-invoice-lines.ts';
import { rowsOf } from './rows.ts';

const csv = [
  '\uFEFFInvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country',
  '536365,85123A,"HEART, ""WHITE"" £",6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom',
  '',
  'C536379,D,Discount,-1,2010-12-01 09:41:00,27.5,,EIRE',
  '',
].join('\r\n');

/** As Excel writes it: numbers as such, texts shared, cells without a value left out. */
const workbook = {
  'xl/sharedStrings.xml':
    '<?xml version="1.0"?><sst><si><t>InvoiceNo</t></si><si><t>StockCode</t></si><si><t>Description</t></si><si><t>Quantity</t></si><si><t>InvoiceDate</t></si>' +
    '<si><t>UnitPrice</t></si><si><t>CustomerID</t></si><si><t>Country</t></si><si><t>85123A</t></si>' +
    '<si><r><t xml:space="preserve">HEART, </t></r><r><t>"WHITE" &#163;</t></r><rPh sb="0" eb="1"><t>hart</t></rPh></si>' +
    '<si><t>United Kingdom</t></si><si><t>C536379</t></si><si><t>D</t></si></sst>',
  'xl/worksheets/sheet1.xml':
    `<?xml version="1.0"?><x:worksheet xmlns:x="urn:sheet"><x:sheetData><x:row r="1">${[...'ABCDEFGH'].map((column, index) => `<x:c r="${column}1" t="s"><x:v>${index}</x:v></x:c>`).join('')}</x:row>` +
    '<x:row r="2"><x:c r="A2"><x:v>536365</x:v></x:c><x:c r="B2" t="s"><x:v>8</x:v></x:c><x:c r="C2" t="s"><x:v>9</x:v></x:c><x:c r="D2"><x:v>6</x:v></x:c>' +
    '<x:c r="E2" s="1"><x:v>40513.351388888892</x:v></x:c><x:c r="F2"><x:v>2.5499999999999998</x:v></x:c><x:c r="G2"><x:v>17850</x:v></x:c><x:c r="H2" t="s"><x:v>10</x:v></x:c></x:row>' +
    '<x:row r="3"><x:c r="A3" s="1"/></x:row>' +
    '<x:row r="4"><x:c r="A4" t="s"><x:v>11</x:v></x:c><x:c r="B4" t="s"><x:v>12</x:v></x:c><x:c r="C4" t="inlineStr"><x:is><x:t>Discount</x:t></x:is></x:c><x:c r="D4"><x:v>-1</x:v></x:c>' +
    '<x:c r="E4" s="1"><x:v>40513.403472222220</x:v></x:c><x:c r="F4"><x:v>27.5</x:v></x:c><x:c r="H4" t="str"><x:v>EIRE</x:v></x:c></x:row></x:sheetData></x:worksheet>',
};

const lines: readonly InvoiceLine[] = [
  { invoice: '536365', stockCode: '85123A', description: 'HEART, "WHITE" £', quantity: 6, time: '2010-12-01 08:26:00', price: 2.55, customer: '17850', country: 'United Kingdom', currency: 'GBP' },
  { invoice: 'C536379', stockCode: 'D', description: 'Discount', quantity: -1, time: '2010-12-01 09:41:00', price: 27.5, customer: undefined, country: 'EIRE', currency: 'GBP' },
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'banyan-rows-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function read(name: string, content: string | Buffer): Promise<InvoiceLine[]> {
  const file = join(folder, name);
  writeFileSync(file, content);
  const found: InvoiceLine[] = [];
  await readInvoiceLines(rowsOf(file), (line) => found.push(line));
  return found;
}

describe('an order file', () => {
  it.each([
    ['orders.csv', csv],
    ['orders.csv.gz', gzipSync(csv)],
    ['orders.xlsx', zip(workbook)],
  ])('reads the same as %s', async (name, content) => {
    expect(await read(name, content)).toEqual(lines);
  });

  it.each([
    ['torn.csv.gz', gzipSync(csv).subarray(0, 60), 'unexpected end of file'],
    ['text.xlsx', 'InvoiceNo', 'It is not an Excel workbook'],
    ['letter.xlsx', zip({ 'word/document.xml': '<w/>' }), 'It is not an Excel workbook'],
    ['short.csv', `${csv}536380,1\r\n`, 'Invalid Record Length'],
    ['nothing.csv', '', 'The file is empty.'],
    ['other.csv', 'a,b\n1,2\n', 'The header lacks InvoiceNo'],
    ['orders.zip', zip({}), 'Its name must end in .csv, .csv.gz or .xlsx'],
  ])('%s is refused', async (name, content, message) => {
    await expect(read(name, content)).rejects.toThrow(message);
  });

  it('that is not there is refused', async () => {
    await expect(readInvoiceLines(rowsOf(join(folder, 'missing.csv')), () => undefined)).rejects.toThrow('There is no such file');
  });

  it('is told where its mistakes are, ten of them', async () => {
    const bad = csv.replace(',6,', ',six,').replace(',27.5,', ',free,');
    await expect(read('bad.csv', bad)).rejects.toThrow(/^Row 2: Quantity 'six'.*\nRow 3: UnitPrice 'free'/);
    const worse = csv.split('\r\n')[0] + '\r\n' + '1,2,3,4,5,6,7,8\r\n'.repeat(50);
    await expect(read('worse.csv', worse)).rejects.toThrow(/Row 11: [^\n]+$/);
  });
});
