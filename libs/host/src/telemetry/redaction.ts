/** What stands in the place of personal data and secrets. */
export const REDACTED = '[redacted]';

/** Members, by names in lower case, whose values are never logged, whatever they hold. */
const NAMES = [
  ...['name', 'firstname', 'lastname', 'fullname', 'displayname', 'email', 'mail', 'phone', 'telephone', 'birthday', 'ip'],
  ...['address', 'shipto', 'billto', 'line1', 'line2', 'street', 'city', 'postcode', 'zip', 'region', 'country'],
  ...['authorization', 'cookie', 'token', 'accesstoken', 'sessiontoken', 'receipt', 'password', 'secret', 'key', 'keys', 'credentials'],
  ...['payment', 'card', 'cardnumber', 'iban', 'cvc'],
  ...['customer', 'guest', 'buyer', 'principal', 'visitor'],
  ...['input', 'answer', 'output', 'payload', 'body', 'data', 'parameters', 'values', 'query', 'headers'],
];
const SECRET = new Set(NAMES);
const NAMED = `(?:${NAMES.join('|')})`;

/** Forms in which personal data and secrets turn up in texts, such as messages of errors; all but `kept` is replaced. */
const FORMS: readonly RegExp[] = [
  // JSON within a text, and JSON within that.
  new RegExp(`(?<kept>"${NAMED}"\\s*:\\s*)(?:"(?:[^"\\\\]|\\\\.)*"?|\\[[^\\]]*\\]?|[^\\s,}\\]"]+)`, 'gi'),
  new RegExp(`(?<kept>\\\\+"${NAMED}\\\\+"\\s*:\\s*)(?:\\\\+"[^"]*"?|\\[[^\\]]*\\]?|[^\\s,}\\]"\\\\]+)`, 'gi'),
  // Objects as Node shows them.
  new RegExp(`(?<kept>\\b${NAMED}: )(?:'[^']*'?|"[^"]*"?|\`[^\`]*\`?|\\[[^\\]]*\\]?)`, 'gi'),
  // PostgreSQL: Key (email)=(…) already exists; invalid input syntax for type uuid: "…"; Failing row contains (…).
  /(?<kept>Key \([^=]*\)=)\(.*\)/g,
  /(?<kept>(?:invalid input|out of range|malformed)[^:"]*: )".*"/g,
  /(?<kept>Failing row contains )\(.*\)/g,
  // JSON.parse shows a piece of what it could not read.
  /(?<kept>Unexpected [^"]*)".*"(?:\.\.\.)?(?= is not valid JSON)/gs,
  // E-mail addresses, tokens, logins in addresses, card numbers.
  /(?<kept>)(?<![\w.+%-])[\w.+%-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+/g,
  /(?<kept>\b(?:Bearer|Basic|Banyan) )[\w.~+/=:-]+/gi,
  /(?<kept>)\b(?:tok|rcp)_[\w-]+/g,
  /(?<kept>:\/\/)[^\s/@"]+(?=@)/g,
  /(?<kept>)\b\d(?:[ -]?\d){13,18}\b/g,
];

/** Characters of a text that are logged at most. */
const LONGEST = 8_000;

/** A value without personal data and secrets: members by their names, texts by their forms. */
export function redacted(value: unknown): unknown {
  if (typeof value === 'string') return redactedText(value);
  if (Array.isArray(value)) return value.map(redacted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, SECRET.has(name.toLowerCase()) ? REDACTED : redacted(member)]));
}

/** A text without what has the form of personal data or a secret. A name in the middle of a sentence has none: do not log it. */
export function redactedText(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return FORMS.reduce((left, form) => left.replace(form, `$<kept>${REDACTED}`), short);
}
