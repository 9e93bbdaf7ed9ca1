/** A file is not what it has to be; the message says all that is wrong with it, and what would be right. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}
