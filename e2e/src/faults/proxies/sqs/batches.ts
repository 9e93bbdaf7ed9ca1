import type { Counter } from './counter.ts';
import { answerOf, Refusal, type Answer, type Asked, type BatchOutcome, type Entry } from './wire.ts';

const ENTRIES = 10;
const LONGEST_ID = 80;

/** Why an entry is not even tried, or what is done of it otherwise than by asking SQS; neither where left out. */
export type Verdict = Refusal | 'done' | undefined;

/**
 * Carries out a batch, each entry for itself.
 * @param judge is asked for each entry before anything is done
 * @param done hears of each entry that SQS carried out
 */
export async function batch(asked: Asked, { upstream, faults }: Counter, judge: (entry: Entry) => Promise<Verdict> | Verdict, done: (entry: Entry) => void = () => undefined): Promise<Answer> {
  const { Entries = [] } = asked.input;
  if (Entries.length === 0 || Entries.length > ENTRIES || new Set(Entries.map(({ Id }) => Id)).size < Entries.length) return upstream.pass(asked);
  const long = Entries.find(({ Id }) => Id.length > LONGEST_ID);
  if (long) return new Refusal('InvalidBatchEntryId', `A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most ${LONGEST_ID} letters long.`).answer;

  const verdicts = new Map<Entry, Verdict>();
  for (const entry of Entries) {
    const refusal = faults.strikes('entriesFailed', asked.action) ? new Refusal('InternalError', 'Try again.', 'Receiver') : await judge(entry);
    if (refusal !== undefined) verdicts.set(entry, refusal);
  }
  if (verdicts.size === 0) return tell(await upstream.pass(asked), Entries, done);
  const left = Entries.filter((entry) => !verdicts.has(entry));
  const answer = left.length === 0 ? answerOf({}) : tell(await upstream.pass({ ...asked, text: JSON.stringify({ ...(JSON.parse(asked.text) as object), Entries: left }) }), left, done);
  if (answer.status !== 200) return answer;
  const { Successful = [], Failed = [] } = JSON.parse(answer.text) as BatchOutcome;
  const refused = [...verdicts].flatMap(([{ Id }, verdict]) => (verdict instanceof Refusal ? [verdict.entry(Id)] : []));
  const otherwise = [...verdicts].flatMap(([{ Id }, verdict]) => (verdict === 'done' ? [{ Id }] : []));
  return answerOf({ Successful: [...Successful, ...otherwise], Failed: [...Failed, ...refused] });
}

function tell(answer: Answer, entries: readonly Entry[], done: (entry: Entry) => void): Answer {
  if (answer.status !== 200) return answer;
  const { Successful = [] } = JSON.parse(answer.text) as BatchOutcome;
  for (const { Id } of Successful) done(entries.find((entry) => entry.Id === Id)!);
  return answer;
}
