/** What can be said of a place: it may differ, its items have no order, it is shown to nobody, its keys are many. */
export type Mark = 'ignored' | 'unordered' | 'personal' | 'keyed';

interface Rule {
  readonly marks: Set<Mark>;
  readonly children: Map<string, Rule>;
}

/** The rules that hold at one place, each at its own depth; none for most places. */
export type Rules = readonly Rule[];

const ANY_STEP = '*';
const none: Rules = [];

/** Everything below a personal place is personal. */
const personal: Rule = { marks: new Set(['personal']), children: new Map() };

/** Makes a tree of places, JSON pointers in which `*` stands for any one step. */
export function rulesFor(places: Readonly<Partial<Record<Mark, readonly string[]>>>): Rules {
  const root: Rule = { marks: new Set(), children: new Map() };
  for (const [mark, pointers] of Object.entries(places) as [Mark, readonly string[]][]) {
    for (const pointer of pointers) markPlace(root, pointer, mark);
  }
  return root.marks.size === 0 && root.children.size === 0 ? none : [root];
}

export function isMarked(rules: Rules, mark: Mark): boolean {
  for (const rule of rules) if (rule.marks.has(mark)) return true;
  return false;
}

/** The rules one step further. @param step a key or index; undefined for an item of a list without order */
export function below(rules: Rules, step: string | undefined): Rules {
  if (rules.length === 0) return rules;
  const next: Rule[] = [];
  for (const { marks, children } of rules) {
    if (marks.has('personal')) next.push(personal);
    const any = children.get(ANY_STEP);
    if (any) next.push(any);
    const own = step === undefined || step === ANY_STEP ? undefined : children.get(step);
    if (own) next.push(own);
  }
  return next;
}

/** A step as a JSON pointer writes it. */
export function escapeStep(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}

function markPlace(root: Rule, pointer: string, mark: Mark): void {
  let place = root;
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    const known = place.children.get(key);
    const child = known ?? { marks: new Set(), children: new Map() };
    if (!known) place.children.set(key, child);
    place = child;
  }
  place.marks.add(mark);
}
