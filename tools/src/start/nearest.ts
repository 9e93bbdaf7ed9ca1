/** The word that was probably meant, if one is near enough: at most two letters away, or one a part of the other. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, away: candidate.includes(word) || word.includes(candidate) ? 1 : distance(word, candidate) }))
    .sort((one, other) => one.away - other.away);
  const best = ranked[0];
  return best && best.away <= 2 ? best.candidate : undefined;
}

/** How many letters must be put in, taken out or changed to get from one word to the other (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [done, letter] of [...from].entries()) {
    const next = [done + 1];
    for (const [index, other] of [...to].entries()) {
      next.push(Math.min((row[index] ?? 0) + (letter === other ? 0 : 1), (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
