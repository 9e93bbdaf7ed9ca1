/** Countries that shops call otherwise than English dictionaries do. */
const alsoCalled: Readonly<Record<string, string>> = {
  'czech republic': 'CZ',
  eire: 'IE',
  'great britain': 'GB',
  holland: 'NL',
  'hong kong': 'HK',
  korea: 'KR',
  macau: 'MO',
  rsa: 'ZA',
  'the netherlands': 'NL',
  turkey: 'TR',
  uae: 'AE',
  uk: 'GB',
  usa: 'US',
};

/** Names that the dictionary knows, but ISO 3166-1 does not have as countries. */
const notIso = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB', 'XK', 'ZZ']);

const byName = new Map(isoCountries());

/** The market of a country: its ISO 3166-1 code where it has one, else its name as a slug, `channel-islands`. */
export function marketIdOf(country: string): string {
  const name = country.trim().toLowerCase();
  return alsoCalled[name] ?? byName.get(name) ?? name.normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
}

function* isoCountries(): Generator<[name: string, code: string]> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    const name = names.of(code);
    const isCurrent = new Intl.Locale(`und-${code}`).region === code;
    if (name && isCurrent && !notIso.has(code)) yield [name.toLowerCase(), code];
  }
}
