/** What keeps a provider from getting a seam; the message says each reason with what would be right. */
export class SeamRefused extends Error {
  override readonly name = 'SeamRefused';
  readonly reasons: readonly string[];

  constructor(reasons: readonly string[]) {
    super(reasons.length === 1 ? reasons[0] : `The seams are refused:\n- ${reasons.join('\n- ')}`);
    this.reasons = reasons;
  }
}
