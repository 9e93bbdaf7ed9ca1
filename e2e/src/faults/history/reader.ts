import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventIn, type HistoryEvent } from './event.ts';
import { byTime, type History, type Unreadable } from './history.ts';
import { suffix } from './recorder.ts';

/** Reads all that was recorded in a folder. A line that holds no event, or was cut off, is left out and told. */
export async function readHistory(folder: string): Promise<History> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(suffix)).sort();
  const events: HistoryEvent[] = [];
  const unreadable: Unreadable[] = [];
  for (const file of files) {
    const lines = (await readFile(join(folder, file), 'utf8')).split('\n');
    for (const [index, line] of lines.entries()) {
      const isLast = index === lines.length - 1;
      if (isLast && line === '') continue;
      const read = isLast ? { why: 'It was cut off.' } : eventIn(line);
      if ('event' in read) events.push(read.event);
      else unreadable.push({ file, line: index + 1, why: read.why });
    }
  }
  return { events: byTime(events), unreadable };
}
