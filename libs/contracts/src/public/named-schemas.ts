import type { TSchema } from 'typebox';

/** Collects the schemas that have a title, so that a description names each once and refers to it elsewhere. */
export class NamedSchemas {
  readonly #named = new Map<string, unknown>();

  /** The schema as it is, with every titled schema in it replaced by a reference. */
  refer(schema: TSchema): unknown {
    return this.#lift(schema);
  }

  all(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(this.#named);
  }

  #lift(node: unknown): unknown {
    if (Array.isArray(node)) return node.map((item) => this.#lift(item));
    if (typeof node !== 'object' || node === null) return node;
    const lifted = Object.fromEntries(Object.entries(node).map(([keyword, child]) => [keyword, this.#lift(child)]));
    return typeof lifted['title'] === 'string' ? this.#name(lifted['title'], lifted) : lifted;
  }

  #name(title: string, schema: unknown): unknown {
    const known = this.#named.get(title);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema)) {
      throw new Error(`Two different schemas have the title '${title}': give one of them another.`);
    }
    this.#named.set(title, schema);
    return { $ref: `#/components/schemas/${title}` };
  }
}
