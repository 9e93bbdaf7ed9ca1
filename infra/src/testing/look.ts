import { Match, Template } from 'aws-cdk-lib/assertions';
import { templateOf, type Resource, type Site, type Synthesised } from '../synthesised.ts';

/** A region's part, to be asked by the CDK's assertions. */
export function askable(synthesised: Synthesised, site: Site, part: string): Template {
  return Template.fromJSON(templateOf(synthesised, site, part));
}

/** The resources of a type in a region's part. */
export function resourcesOf(synthesised: Synthesised, site: Site, part: string, type: string): readonly Resource[] {
  return Object.values(templateOf(synthesised, site, part).Resources).filter(({ Type }) => Type === type);
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

/** What a role is allowed or denied by the policies of its stack. @param role part of the role's logical id */
export function statementsOf(synthesised: Synthesised, site: Site, part: string, role: string): readonly Statement[] {
  return resourcesOf(synthesised, site, part, 'AWS::IAM::Policy')
    .filter(({ Properties }) => JSON.stringify(Properties!['Roles']).includes(role))
    .flatMap(({ Properties }) => (Properties!['PolicyDocument'] as { readonly Statement: readonly Statement[] }).Statement);
}

/** One or several as a list. */
export function list<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

export const like = (pattern: Readonly<Record<string, unknown>>) => Match.objectLike(pattern);
export { Match };
