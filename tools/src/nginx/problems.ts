import { problemDefinition, problemType, type ProblemCode } from '@banyan/contracts/public';

/** What nginx answers itself, in the shop's words: its own status → the problem. Problems of an instance pass as they are. */
const own: readonly (readonly [statuses: readonly number[], code: ProblemCode])[] = [
  [[400], 'malformedRequest'],
  [[404], 'routeNotFound'],
  [[408], 'requestTimeout'],
  [[413], 'payloadTooLarge'],
  [[414, 431, 494], 'headersTooLarge'],
  [[500, 502, 503, 504], 'unavailable'],
];

/** The lines of a server by which its own refusals are problem documents. Each has an inner address, since a request whose own could not be read cannot be led to a named location. */
export function problemLines(): string[] {
  return own.flatMap(([statuses, code]) => {
    const { status, headers = {} } = problemDefinition(code);
    return [
      `error_page ${statuses.join(' ')} =${status} /problem/${code};`,
      `location = /problem/${code} {`,
      '  internal;',
      '  default_type application/problem+json;',
      ...Object.entries(headers).map(([name, value]) => `  add_header ${name} '${value}' always;`),
      `  return ${status} '${quoted(problemOf(code))}';`,
      '}',
    ];
  });
}

function problemOf(code: ProblemCode): string {
  const { status, title, detail } = problemDefinition(code);
  return JSON.stringify({ type: problemType(code), title, status, code, detail });
}

/** @throws {Error} if nginx would read a variable in it */
function quoted(text: string): string {
  if (text.includes('$')) throw new Error(`nginx cannot say '${text}': it holds a dollar sign.`);
  return text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
}
