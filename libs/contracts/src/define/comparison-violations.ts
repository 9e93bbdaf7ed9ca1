import type { TSchema } from 'typebox';
import type { Operation } from './operation.ts';

type Node = TSchema & {
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly patternProperties?: Readonly<Record<string, TSchema>>;
  readonly items?: TSchema | readonly TSchema[];
  readonly anyOf?: readonly TSchema[];
  readonly oneOf?: readonly TSchema[];
  readonly allOf?: readonly TSchema[];
};

/**
 * Where the rules by which an operation's answers are compared name a place that there cannot be: a misspelt one would
 * ignore nothing, or show what is personal. Places in what `normalise` makes are unknown here, only their form is looked at.
 */
export function comparisonViolations(name: string, { compare, input, output, errors }: Operation): string[] {
  if (!compare) return [];
  const { ignore = [], unordered = [], keyed = [], normalise, personal } = compare;
  const violations: string[] = [];
  const look = (rule: string, pointers: readonly string[], exists: (steps: readonly string[]) => boolean) => {
    for (const pointer of pointers) {
      const problem = formProblem(pointer) ?? (exists(stepsOf(pointer)) ? undefined : 'leads nowhere in the schema; mend its spelling, or write * for any step');
      if (problem !== undefined) violations.push(`${name}.compare.${rule}: '${pointer}' ${problem}.`);
    }
  };
  const inOutcome = (steps: readonly string[]) => leadsSomewhere(output, steps) || leadsIntoError(Object.values(errors), steps);
  const inCompared = normalise ? () => true : inOutcome;
  look('ignore', ignore, inCompared);
  look('unordered', unordered, inCompared);
  look('keyed', keyed, inCompared);
  look('personal.input', personal?.input ?? [], (steps) => leadsSomewhere(input, steps));
  look('personal.answer', personal?.answer ?? [], inOutcome);
  return violations;
}

function formProblem(pointer: string): string | undefined {
  if (pointer !== '' && !pointer.startsWith('/')) return 'is no JSON pointer; begin it with /';
  return /~(?![01])/.test(pointer) ? 'is no JSON pointer; write ~ as ~0 and / within a name as ~1' : undefined;
}

function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** An error stands at `/error`, as `{ code, data }`. */
function leadsIntoError(data: readonly TSchema[], [first, second, ...rest]: readonly string[]): boolean {
  if (data.length === 0 || first !== 'error') return false;
  return second === undefined || (second === 'code' && rest.length === 0) || (second === 'data' && data.some((schema) => leadsSomewhere(schema, rest)));
}

function leadsSomewhere(schema: TSchema, steps: readonly string[]): boolean {
  const [step, ...rest] = steps;
  if (step === undefined) return true;
  return below(schema, step).some((child) => leadsSomewhere(child, rest));
}

function below({ properties = {}, patternProperties = {}, items, anyOf = [], oneOf = [], allOf = [] }: Node, step: string): TSchema[] {
  const any = step === '*';
  return [
    ...Object.entries(properties).flatMap(([key, child]) => (any || key === step ? [child] : [])),
    ...Object.entries(patternProperties).flatMap(([pattern, child]) => (any || new RegExp(pattern).test(step) ? [child] : [])),
    ...(items && (any || /^\d+$/.test(step)) ? [items].flat() : []),
    ...[...anyOf, ...oneOf, ...allOf].flatMap((part) => below(part as Node, step)),
  ];
}
