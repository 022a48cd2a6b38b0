import { type Severity } from '../model/severity.js';
import { type ProjectConfig } from '../pipeline/load-config.js';
import { type EngineName, type ScanOptions } from '../pipeline/scan/scan-options.js';
import { checkAccount, checkRegion, parseParameterFlag, parseTimeFlag } from './flag-values.js';
import { UsageError } from './usage-error.js';

/** What the flags of `ctaudit scan` say; undefined where one is not given. */
export interface ScanFlags {
  readonly rules?: readonly string[] | undefined;
  readonly policy?: string | undefined;
  readonly param?: readonly string[] | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly account?: readonly string[] | undefined;
  readonly region?: readonly string[] | undefined;
  readonly output?: readonly string[] | undefined;
  readonly 'sarif-profile'?: string | undefined;
  readonly evidence?: number | undefined;
  readonly 'min-severity'?: string | undefined;
  readonly 'fail-on'?: string | undefined;
  readonly 'max-findings'?: number | undefined;
  readonly 'allow-incomplete'?: boolean | undefined;
  readonly jobs?: number | undefined;
  readonly engine?: string | undefined;
}

/**
 * What holds, under the names of the project file, which a flag outweighs. Of parameters both stand: the compiler knows who gave them.
 * @throws UsageError for a parameter of another form
 */
export function outweigh(config: ProjectConfig, flags: ScanFlags): ProjectConfig {
  const { param = [], 'sarif-profile': sarifProfile, 'min-severity': minSeverity, 'fail-on': failOn, ...others } = flags;
  const { 'max-findings': maxFindings, 'allow-incomplete': allowIncomplete, ...sameNames } = others;
  return {
    ...config,
    ...given({ ...sameNames, sarifProfile, minSeverity, failOn, maxFindings, allowIncomplete }),
    parameters: [...config.parameters, ...param.map(parseParameterFlag)],
  };
}

interface TimeTexts {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

type Narrowing = Pick<ScanOptions, 'selection' | 'minSeverity' | 'evidence' | 'jobs' | 'engine'>;

/** @throws UsageError for a time, an account or a Region that is none, and for times that leave nothing between them */
export function narrowingOf({ account = [], region = [], ...settings }: ProjectConfig): Narrowing {
  const { minSeverity, evidence, jobs, engine } = settings;
  return {
    selection: { ...timesOf(settings), accounts: account.map(checkAccount), regions: region.map(checkRegion) },
    // The flags and the schema of the project file let no other words through.
    jobs: jobs ?? 'auto',
    ...given({ minSeverity: minSeverity as Severity | undefined, evidence, engine: engine as EngineName | undefined }),
  };
}

/** @throws UsageError for a time that is none, and for two that leave nothing between them */
export function timesOf({ since, until }: TimeTexts): { readonly since?: number; readonly until?: number } {
  const from = since === undefined ? undefined : parseTimeFlag(since, '--since');
  const to = until === undefined ? undefined : parseTimeFlag(until, '--until');
  // One of them may come from the project file, so neither is called a flag.
  if (from !== undefined && to !== undefined && from >= to)
    throw new UsageError(`no event can be at or after ${since ?? ''} (since) and before ${until ?? ''} (until)`);
  return given({ since: from, until: to });
}

/** The part of the gate that the policy does not decide. */
export function gateOf({ failOn, maxFindings }: ProjectConfig): NonNullable<ScanOptions['gate']> {
  return given({ failOn: failOn as Severity | undefined, maxFindings });
}

/** Without the keys that say nothing, so that spreading it changes only what was said. */
export function given<T extends object>(object: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
