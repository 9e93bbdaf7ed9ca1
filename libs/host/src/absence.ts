import { isUnavailable } from '@banyan/contracts/define';
import type { Logger } from 'pino';

/** What the log says of something that is asked again and again. */
export interface AbsenceLines {
  /** Once it is away, as a warning. */
  readonly away: string;
  /** Once it is there again. */
  readonly back: string;
}

/** Writes that something is away when that is noticed, and that it answers again once it does, however often it is asked between. */
export class Absence {
  readonly #logger: Logger;
  readonly #lines: AbsenceLines;
  #away = false;

  constructor(logger: Logger, lines: AbsenceLines) {
    this.#logger = logger;
    this.#lines = lines;
  }

  /** Asks. @throws whatever the question does; that it is `Unavailable` is written by then */
  async ask<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    try {
      const answer = await question();
      if (this.#away) this.#logger.info(this.#lines.back);
      this.#away = false;
      return answer;
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      if (!this.#away) this.#logger.warn({ err: error }, this.#lines.away);
      this.#away = true;
      throw error;
    }
  }
}
