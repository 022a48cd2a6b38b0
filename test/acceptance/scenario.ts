import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { parse } from 'yaml';

import { runCommand } from './run-command.js';

const FIXTURES = fileURLToPath(new URL('../fixtures', import.meta.url));
const SCENARIOS = fileURLToPath(new URL('scenarios', import.meta.url));
const PACKAGE = fileURLToPath(new URL('../../package.json', import.meta.url));

/** The content of `scenario.yaml`; README.md beside this file says what the keys mean. */
interface Scenario {
  readonly name: string;
  /** Split at spaces, or one item an argument. */
  readonly command: string | readonly string[];
  readonly exit: number;
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly copy?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly links?: Readonly<Record<string, string>>;
}

/** All that a user can see of a run: normalised texts, and every file that it made or changed. */
export interface Outcome {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly written: Readonly<Record<string, string>>;
}

export function scenarioNames(): readonly string[] {
  return readdirSync(SCENARIOS).sort();
}

export function readScenario(name: string): Scenario {
  return parse(readFileSync(join(SCENARIOS, name, 'scenario.yaml'), 'utf8')) as Scenario;
}

/** Runs the scenario in the empty folder. */
export async function runScenario(name: string, workspace: string): Promise<Outcome> {
  const scenario = readScenario(name);
  prepare(scenario, workspace);
  const before = readFiles(workspace);
  const args = typeof scenario.command === 'string' ? scenario.command.split(' ') : scenario.command;
  const result = await runCommand(args, {
    cwd: join(workspace, scenario.folder ?? '.'),
    ...(scenario.env && { env: scenario.env }),
    ...(scenario.stdin !== undefined && { stdin: readFileSync(join(workspace, scenario.stdin)) }),
  });
  const changed = Object.entries(readFiles(workspace)).filter(([path, text]) => before[path] !== text);
  return {
    exit: result.code,
    stdout: normalise(result.stdout, workspace),
    stderr: normalise(result.stderr, workspace),
    written: Object.fromEntries(changed.map(([path, text]) => [path, normalise(text, workspace)])),
  };
}

export function expectedOutcome(name: string): Outcome {
  const folder = join(SCENARIOS, name);
  const textOf = (file: string): string => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : '');
  const written = join(folder, 'written');
  return {
    exit: readScenario(name).exit,
    stdout: textOf('stdout.txt'),
    stderr: textOf('stderr.txt'),
    written: existsSync(written) ? readFiles(written) : {},
  };
}

/** For an author of scenarios: takes what was seen as what is expected, to be read before it is committed. */
export function keepOutcome(name: string, { stdout, stderr, written }: Outcome): void {
  const texts = { 'stdout.txt': stdout, 'stderr.txt': stderr };
  const reports = Object.entries(written).map(([path, text]) => [join('written', path), text] as const);
  for (const [path, text] of [...Object.entries(texts), ...reports]) if (text !== '') write(join(SCENARIOS, name, path), text);
}

function prepare({ copy = {}, files = {}, links = {}, folder = '.' }: Scenario, workspace: string): void {
  for (const [path, fixture] of Object.entries(copy)) cpSync(join(FIXTURES, fixture), join(workspace, path), { recursive: true });
  for (const [path, text] of Object.entries(files)) write(join(workspace, path), text);
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true });
    symlinkSync(target, join(workspace, path));
  }
  mkdirSync(join(workspace, folder), { recursive: true });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function readFiles(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(filesBelow(folder, '').map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** Follows no link: a scenario may have one that leads in a circle. */
function filesBelow(folder: string, below: string): readonly string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name);
    if (entry.isDirectory()) return filesBelow(folder, path);
    return entry.isFile() ? [path] : [];
  });
}

/** The version changes with each release, the platform with each machine, and the folder with each run. */
function normalise(text: string, workspace: string): string {
  const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { readonly version: string };
  return text
    .replaceAll(workspace, 'WORKSPACE')
    .replaceAll(`"${version}"`, '"VERSION"')
    .replace(`ctaudit/${version} ${process.platform}-${process.arch} node-${process.version}`, 'ctaudit/VERSION PLATFORM NODE');
}
