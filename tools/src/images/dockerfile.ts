import { DockerfileParser, type Instruction } from 'dockerfile-ast';

/** What an image does when it is run, as its Dockerfile says. */
export interface RunAs {
  readonly user: string;
  /** The names of its labels, sorted. */
  readonly labels: readonly string[];
  readonly volumes: readonly string[];
  readonly ports: readonly number[];
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  /** What is run to see whether it is alive, and how; nothing if it says `NONE`. */
  readonly health?: { readonly command: readonly string[]; readonly flags: Readonly<Record<string, string>> };
  /** The files that it has from elsewhere, by the paths at which it has them. */
  readonly copied: readonly string[];
}

/**
 * Reads what the image of a target does, together with the stages that it is made from.
 * @throws {Error} if there is no such target
 */
export function runAs(text: string, target: string): RunAs {
  const lines = instructionsOf(text, target);
  const all = (keyword: string) => lines.filter((line) => line.getKeyword() === keyword);
  const words = (keyword: string) => all(keyword).flatMap((line) => line.getArguments().map(String));
  const last = (keyword: string) => all(keyword).at(-1);
  const [health] = all('HEALTHCHECK').slice(-1);
  const asked = health?.getRawArgumentsContent() ?? 'NONE';
  return {
    user: words('USER').at(-1) ?? 'root',
    labels: all('LABEL').flatMap((line) => [...(line.getRawArgumentsContent() ?? '').matchAll(/([\w.-]+)=/g)].map(([, name]) => name!)).toSorted(),
    volumes: words('VOLUME'),
    ports: words('EXPOSE').map(Number),
    entrypoint: listOf(last('ENTRYPOINT')),
    command: listOf(last('CMD')),
    ...(asked === 'NONE' ? {} : { health: { command: JSON.parse(asked.replace(/^CMD\s+/, '')) as string[], flags: flagsOf(health!) } }),
    copied: all('COPY').map((line) => String(line.getArguments().at(-1))),
  };
}

/** The names of all stages. */
export function stagesIn(text: string): readonly string[] {
  return DockerfileParser.parse(text).getFROMs().flatMap((from) => from.getBuildStage() ?? []);
}

/** The instructions of a stage, after those of the stage that it is made from. */
function instructionsOf(text: string, stage: string): readonly Instruction[] {
  const file = DockerfileParser.parse(text);
  const from = file.getFROMs().find((one) => one.getBuildStage() === stage);
  if (!from) throw new Error(`The Dockerfile has no stage '${stage}'. It has: ${stagesIn(text).join(', ')}.`);
  const base = from.getImage();
  const own = file.getContainingImage(from.getRange().start)?.getInstructions() ?? [];
  return [...(base !== null && stagesIn(text).includes(base) ? instructionsOf(text, base) : []), ...own];
}

function listOf(line: Instruction | undefined): readonly string[] {
  return line ? (JSON.parse(line.getRawArgumentsContent() ?? '[]') as string[]) : [];
}

function flagsOf(line: Instruction): Readonly<Record<string, string>> {
  return Object.fromEntries([...line.toString().matchAll(/--([a-z-]+)=(\S+)/g)].map(([, name, value]) => [name!, value!]));
}
