import { isAbsolute, relative, resolve } from 'node:path';

import { compareDiagnostics, createDiagnostic } from '../diagnostics/create-diagnostic.js';
import { type Diagnostic } from '../diagnostics/diagnostic.js';
import { type ConfigSyntax } from '../language/config/syntax.js';
import { type Located } from '../language/native/syntax.js';
import { findConfigFile } from '../packs/config-file.js';
import { ruleFilesAt } from '../packs/rule-files.js';
import { type ParameterAssignment } from './compile-rules.js';
import { parameterValue } from './parameter-value.js';
import { parseReportTarget } from './report-target.js';

/** What the project file says, with its paths as seen from the working directory; absent what it does not say. */
export interface ProjectConfig {
  readonly rules?: readonly string[];
  readonly policy?: string;
  readonly output?: readonly string[];
  readonly sarifProfile?: string;
  readonly failOn?: string;
  readonly maxFindings?: number;
  readonly minSeverity?: string;
  readonly since?: string;
  readonly until?: string;
  readonly account?: readonly string[];
  readonly region?: readonly string[];
  readonly evidence?: number;
  readonly jobs?: number;
  readonly engine?: string;
  readonly allowIncomplete?: boolean;
  readonly parameters: readonly ParameterAssignment[];
}

export interface LoadedConfig {
  readonly config: ProjectConfig;
  readonly diagnostics: readonly Diagnostic[];
  readonly texts: ReadonlyMap<string, string>;
}

/** The `ctaudit.yaml` found upwards from the working directory; nothing set where there is none. */
export async function loadConfig(cwd: string): Promise<LoadedConfig> {
  const found = findConfigFile(cwd);
  if (found === undefined) return { config: { parameters: [] }, diagnostics: [], texts: new Map() };
  const { readConfig } = await import('../language/config/read-config.js');
  const { config, diagnostics } = readConfig(found.file, found.text);
  return {
    config: config === undefined ? { parameters: [] } : projectConfig(config, found.folder, cwd),
    diagnostics: [...diagnostics, ...outputDiagnostics(config)].sort(compareDiagnostics),
    texts: new Map([[found.file, found.text]]),
  };
}

/** The language does not know which reports there are. */
function outputDiagnostics({ output = [] }: Partial<ConfigSyntax> = {}): readonly Diagnostic[] {
  return output.flatMap(({ value, place }) => {
    const target = parseReportTarget(value);
    return 'error' in target ? [createDiagnostic('CTA1022', place, `"output": ${target.error}`)] : [];
  });
}

function projectConfig(syntax: ConfigSyntax, folder: string, cwd: string): ProjectConfig {
  const plain = plainSettings(syntax);
  const here = (path: string): string => (isAbsolute(path) ? path : relative(cwd, resolve(folder, path)) || '.');
  const rulePath = (name: string): string => (ruleFilesAt(name, folder) === undefined ? name : here(name));
  return {
    ...plain,
    ...(plain.rules && { rules: plain.rules.map(rulePath) }),
    ...(plain.policy !== undefined && { policy: /[/\\]|\.ya?ml$/.test(plain.policy) ? here(plain.policy) : plain.policy }),
    ...(plain.output && { output: plain.output.map((target) => outputFrom(target, here)) }),
    parameters: syntax.parameters.map((each) => parameterValue(each, 'project')),
  };
}

type Setting = Located<unknown> | readonly Located<unknown>[];

const NO_SETTINGS: ReadonlySet<string> = new Set<keyof ConfigSyntax>(['kind', 'file', 'parameters']);

/** The settings without their places; the parameters need more than that. */
function plainSettings(syntax: ConfigSyntax): Omit<ProjectConfig, 'parameters'> {
  const isSetting = (entry: readonly [string, unknown]): entry is [string, Setting] => !NO_SETTINGS.has(entry[0]);
  return Object.fromEntries(
    Object.entries(syntax)
      .filter(isSetting)
      .map(([key, setting]) => [key, plainValue(setting)]),
  );
}

function plainValue(setting: Setting): unknown {
  return 'value' in setting ? setting.value : setting.map(({ value }) => value);
}

/** The file part of `FORMAT=FILE` or `FILE`, seen from the working directory; `-` and a format alone have none. */
function outputFrom(target: string, here: (path: string) => string): string {
  const [head = '', ...rest] = target.split('=');
  const path = rest.join('=');
  if (rest.length === 0) return target.includes('.') ? here(target) : target;
  return path === '-' || path === '' ? target : `${head}=${here(path)}`;
}
