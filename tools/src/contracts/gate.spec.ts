import { describe, expect, it } from '@jest/globals';
import { compareContracts, isBreak, type PublishedContract } from '@banyan/contracts/compatibility';
import { workspaceContracts } from './workspace-contracts.ts';

type Path = readonly string[];
type Node = Record<string, unknown>;

const contracts = workspaceContracts().map((contract) => [contract.name, contract] as const);

/** Where something stands in a contract's operations and events that `has` finds it in. */
function pathsIn(node: unknown, has: (key: string, child: unknown, path: Path) => boolean, path: Path = []): Path[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, child]) => [...(has(key, child, path) ? [[...path, key]] : []), ...pathsIn(child, has, [...path, key])]);
}

function at(contract: PublishedContract, path: Path): Node {
  return path.reduce<Node>((node, step) => node[step] as Node, contract as unknown as Node);
}

/** How much breaks if a copy of a contract, of which only the one operation or event is looked at, is changed at a place. */
function breaksOf(contract: PublishedContract, path: Path, change: (node: Node, key: string) => void): number {
  const [kind = '', name = ''] = path;
  const alone = { ...contract, operations: {}, events: {}, groups: {}, [kind]: { [name]: at(contract, [kind, name]) } };
  const changed = structuredClone(alone);
  change(at(changed, path.slice(0, -1)), path.at(-1)!);
  return compareContracts(alone, changed).filter(isBreak).length;
}

const isField = (_key: string, _child: unknown, path: Path) => path.at(-1) === 'properties' && path.length > 2;
const isListedValue = (key: string, child: unknown, path: Path) => path.at(-1) === 'anyOf' && typeof child === 'object' && child !== null && 'const' in child && key !== '';

describe.each(contracts)('the gate of %s', (_name, contract) => {
  it('refuses that any field is renamed, wherever it stands', () => {
    const fields = pathsIn(contract, isField);
    expect(fields.length).toBeGreaterThan(5);
    const missed = fields.filter((path) => {
      const breaks = breaksOf(contract, path, (fieldsOfObject, name) => {
        fieldsOfObject['renamed'] = fieldsOfObject[name];
        delete fieldsOfObject[name];
      });
      return breaks === 0;
    });
    expect(missed).toEqual([]);
  });

  it('refuses that any operation or event is removed', () => {
    const named = pathsIn(contract, (_key, _child, path) => path.length === 1 && (path[0] === 'operations' || path[0] === 'events'));
    const missed = named.filter((path) => breaksOf(contract, path, (all, name) => void delete all[name]) === 0);
    expect(missed).toEqual([]);
  });

  it('refuses that any promise is dropped', () => {
    const promises = pathsIn(contract, (_key, _child, path) => path.length === 3 && path[2] === 'promises');
    const missed = promises.filter((path) => breaksOf(contract, path, (all, name) => void delete all[name]) === 0);
    expect(missed).toEqual([]);
  });

  it('refuses that any listed value is dropped from what is sent, or added to what is received', () => {
    const values = pathsIn(contract, isListedValue);
    const missed = values.filter((path) => {
      const isSent = path[2] === 'input';
      const breaks = breaksOf(contract, path, (alternatives, index) => {
        const all = alternatives as unknown as unknown[];
        if (isSent) all.splice(Number(index), 1);
        else all.push({ type: 'string', const: 'unheardOf' });
      });
      return breaks === 0;
    });
    expect(missed).toEqual([]);
  });

  it('lets a field be added anywhere that may be left out', () => {
    const objects = pathsIn(contract, (key, _child, path) => key === 'properties' && path.length > 2);
    const refused = objects.filter((path) => {
      const isClosed = at(contract, path.slice(0, -1))['additionalProperties'] === false;
      const isReceived = path[2] !== 'input';
      const breaks = breaksOf(contract, path, (object, key) => void ((object[key] as Node)['added'] = { type: 'string' }));
      return breaks > 0 && !(isClosed && isReceived);
    });
    expect(refused).toEqual([]);
  });
});
