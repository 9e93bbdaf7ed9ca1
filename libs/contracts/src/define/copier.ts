import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';

type Copy = (value: unknown) => unknown;
type Node = TSchema & {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly required?: readonly string[];
  readonly patternProperties?: Readonly<Record<string, TSchema>>;
  /** One schema for every item, or for a tuple one for each. */
  readonly items?: TSchema | readonly TSchema[];
  readonly anyOf?: readonly TSchema[];
  readonly oneOf?: readonly TSchema[];
  readonly allOf?: readonly TSchema[];
};

/**
 * Compiles a deep copier from a schema. It copies what the schema declares and drops the rest, leaves out
 * properties that are `undefined` and turns -0 into 0, as JSON would.
 *
 * The source is generated once per schema because a copy stands on the path of every in-process call: a
 * generated copier of a ten-field order takes about 0.15 µs where structuredClone takes 5.
 */
export function compileCopier(schema: TSchema): Copy {
  const source = new CopierSource();
  const body = source.expression(schema, 'value');
  const factory = new Function('given', `${source.functions.join('\n')}\nreturn (value) => ${body};`) as (given: Copy[]) => Copy;
  return factory(source.given);
}

/** Collects the text of the copier: one function for each object, array or union in the schema. */
class CopierSource {
  readonly functions: string[] = [];
  /** Functions that the text calls as `given[n]`. */
  readonly given: Copy[] = [];

  /** An expression that copies what the expression `from` holds. */
  expression(schema: TSchema, from: string): string {
    const node = schema as Node;
    if (node.anyOf ?? node.oneOf) return this.union((node.anyOf ?? node.oneOf)!, from);
    if (node.allOf) return `Object.assign({}, ${node.allOf.map((part) => this.expression(part, from)).join(', ')})`;
    if (node.type === 'array') return `${this.array(node)}(${from})`;
    if (node.type === 'object') return `${node.patternProperties ? this.record(node) : this.object(node)}(${from})`;
    if (node.type === 'number' || node.type === 'integer') return `(${from} + 0)`;
    return from;
  }

  private define(text: (name: string) => string): string {
    const name = `copy${this.functions.length}`;
    this.functions.push('');
    this.functions[this.functions.length - 1] = text(name);
    return name;
  }

  private object(node: Node): string {
    const required = new Set(node.required ?? []);
    const always: string[] = [];
    const maybe: string[] = [];
    for (const [name, child] of Object.entries(node.properties ?? {})) {
      const key = JSON.stringify(name);
      if (required.has(name)) always.push(`${key}: ${this.expression(child, `from[${key}]`)}`);
      else maybe.push(`if (from[${key}] !== undefined) to[${key}] = ${this.expression(child, `from[${key}]`)};`);
    }
    return this.define((name) => `function ${name}(from) { const to = { ${always.join(', ')} }; ${maybe.join(' ')} return to; }`);
  }

  private record(node: Node): string {
    const [child] = Object.values(node.patternProperties ?? {});
    const value = child ? this.expression(child, 'from[key]') : 'from[key]';
    return this.define(
      (name) =>
        `function ${name}(from) { const entries = []; for (const key of Object.keys(from)) if (from[key] !== undefined) entries.push([key, ${value}]); return Object.fromEntries(entries); }`,
    );
  }

  private array(node: Node): string {
    const { items } = node;
    if (isTuple(items)) {
      const each = items.map((item, index) => this.expression(item, `from[${index}]`)).join(', ');
      return this.define((name) => `function ${name}(from) { return [${each}]; }`);
    }
    const item = items ? this.expression(items, 'from[index]') : 'from[index]';
    return this.define(
      (name) =>
        `function ${name}(from) { const to = new Array(from.length); for (let index = 0; index < from.length; index++) to[index] = ${item}; return to; }`,
    );
  }

  private union(members: readonly TSchema[], from: string): string {
    const plain = members.every((member) => !['object', 'array'].includes((member as Node).type ?? '') && !('anyOf' in member));
    if (plain) return `(typeof ${from} === 'number' ? ${from} + 0 : ${from})`;
    const choices = members.map((member) => ({ validator: Compile(member), copy: compileCopier(member) }));
    this.given.push((value) => choices.find(({ validator }) => validator.Check(value))?.copy(value));
    return `given[${this.given.length - 1}](${from})`;
  }
}

function isTuple(items: Node['items']): items is readonly TSchema[] {
  return Array.isArray(items);
}
