const written = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d)?$/;
const excelDays = /^\d{5}(\.\d+)?$/;

/** Excel counts days from here, having taken 1900 for a leap year. */
const excelEpoch = Date.UTC(1899, 11, 30);
const secondsADay = 86_400;

/**
 * The time of an invoice by the shop's clock, as `2010-12-01 08:26:00`: earlier times sort first as text. Reads
 * that form and Excel's count of days; undefined for anything else.
 */
export function invoiceTime(text: string): string | undefined {
  const [, day, minute, second = ':00'] = written.exec(text) ?? [];
  if (day) return `${day} ${minute}${second}`;
  if (!excelDays.test(text)) return undefined;
  const seconds = Math.round(Number(text) * secondsADay);
  return new Date(excelEpoch + seconds * 1_000).toISOString().slice(0, 19).replace('T', ' ');
}
