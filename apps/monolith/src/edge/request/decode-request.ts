import { codecOf } from '@banyan/contracts/define';
import type { Endpoint, Header, Mistake, RequestTo } from '@banyan/contracts/public';
import { ProblemError } from '../problem/problem-error.ts';
import { mistakesIn } from './mistakes-in.ts';
import { queryValues } from './query-values.ts';

/** A request as it came in: texts, and whatever JSON the body was. */
export interface RawRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

/**
 * Checks a request against its endpoint and copies what the endpoint declares.
 * @throws {ProblemError} with all mistakes at once
 */
export function decodeRequest<E extends Endpoint>(endpoint: E, raw: RawRequest): RequestTo<E> {
  const headers = decodeHeaders(endpoint.headers, raw.headers);
  const params = raw.params as Readonly<Record<string, unknown>>;
  const { values, repeated } = queryValues(endpoint.query, raw.query as Readonly<Record<string, unknown>>);
  const body = raw.body === undefined ? {} : raw.body;

  const inPath = mistakesIn('path', endpoint.params, params);
  refuseUnissuedIds(endpoint, inPath, params);
  const mistakes: Mistake[] = [
    ...inPath,
    ...repeated,
    ...mistakesIn('query', endpoint.query, values),
    ...mistakesIn('body', endpoint.body, body),
    ...endpoint.bodyRule(body).map((violation) => ({ in: 'body' as const, ...violation })),
  ];
  if (mistakes.length > 0) throw new ProblemError('invalidInput', { errors: mistakes });

  return {
    params: codecOf(endpoint.params).copy(params),
    query: codecOf(endpoint.query).copy(values),
    headers,
    body: codecOf(endpoint.body).copy(body),
  } as RequestTo<E>;
}

function decodeHeaders(wanted: Readonly<Record<string, Header>>, given: RawRequest['headers']): Record<string, string> {
  const decoded: Record<string, string> = {};
  for (const [name, { schema, missing, invalid }] of Object.entries(wanted)) {
    const value = given[name];
    if (value === undefined && missing) throw new ProblemError(missing);
    if (value === undefined) continue;
    if (typeof value !== 'string' || !codecOf(schema).check(value)) throw new ProblemError(invalid);
    decoded[name] = value;
  }
  return decoded;
}

function refuseUnissuedIds({ issuedIds }: Endpoint, inPath: readonly Mistake[], params: Readonly<Record<string, unknown>>): void {
  for (const [name, code] of Object.entries(issuedIds)) {
    if (inPath.some(({ pointer }) => pointer === `/${name}`)) throw new ProblemError(code, { data: { [name]: params[name] } });
  }
}
