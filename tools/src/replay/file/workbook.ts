import { Open, type File } from 'unzipper-esm';
import { readXml } from './xml-elements.ts';

/**
 * The rows of an Excel workbook's first sheet, cells as text: numbers in their shortest form, times as Excel's
 * count of days. Streams: only the workbook's shared texts are held in memory.
 * @throws {Error} if the file is no workbook
 */
export async function* workbookRows(path: string): AsyncGenerator<readonly string[]> {
  const { files } = await Open.file(path).catch((cause: unknown) => {
    throw new Error('It is not an Excel workbook: it cannot be unpacked.', { cause });
  });
  const part = (name: string) => files.find((file) => file.path === name);
  const sheet = part('xl/worksheets/sheet1.xml');
  if (!sheet) throw new Error('It is not an Excel workbook: it holds no first sheet.');
  const strings = part('xl/sharedStrings.xml');
  yield* sheetRows(sheet, strings ? await sharedTexts(strings) : []);
}

async function sharedTexts(file: File): Promise<readonly string[]> {
  const texts: string[] = [];
  const path: string[] = [];
  let text = '';
  const listener = {
    open: (name: string) => void path.push(name),
    text: (piece: string) => {
      // A phonetic guide (rPh) stands beside the text, not in it.
      if (path.at(-1) === 't' && !path.includes('rPh')) text += piece;
    },
    close: (name: string) => {
      path.pop();
      if (name !== 'si') return;
      texts.push(text);
      text = '';
    },
  };
  for await (const _ of readXml(file.stream(), listener));
  return texts;
}

async function* sheetRows(file: File, strings: readonly string[]): AsyncGenerator<readonly string[]> {
  let rows: string[][] = [];
  let row: string[] = [];
  let type = 'n';
  let value = '';
  let reading = false;
  const listener = {
    open: (name: string, attributes: Readonly<Record<string, string>>) => {
      if (name === 'row') row = [];
      if (name === 'c') {
        while (row.length < columnOf(attributes['r'], row.length)) row.push('');
        type = attributes['t'] ?? 'n';
        value = '';
      }
      reading = name === 'v' || name === 't';
    },
    text: (piece: string) => {
      if (reading) value += piece;
    },
    close: (name: string) => {
      reading = false;
      if (name === 'c') row.push(cellText(type, value, strings));
      if (name === 'row' && row.some((cell) => cell !== '')) rows.push(row);
    },
  };
  for await (const _ of readXml(file.stream(), listener)) {
    yield* rows;
    rows = [];
  }
}

function cellText(type: string, value: string, strings: readonly string[]): string {
  if (type === 's') return strings[Number(value)] ?? '';
  return type === 'n' && value !== '' ? String(Number(value)) : value;
}

/** The number of the column in a reference such as `AB12`; the next one where a cell has no reference. */
function columnOf(reference: string | undefined, next: number): number {
  const letters = /^[A-Z]+/.exec(reference ?? '')?.[0];
  if (!letters) return next;
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
