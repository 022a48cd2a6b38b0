import { type Diagnostic } from '../diagnostics/diagnostic.js';
import { type ScanReport } from '../model/report.js';
import { type Severity } from '../model/severity.js';
import { compileRules, type CompiledRules } from '../pipeline/compile-rules.js';
import { loadConfig, type ProjectConfig } from '../pipeline/load-config.js';
import { renderDiagnostics } from '../pipeline/render-diagnostics.js';
import { ReportOutputs } from '../pipeline/report-output.js';
import { type SarifProfileName } from '../pipeline/report-target.js';
import { scan } from '../pipeline/scan/scan.js';
import { type EngineName, type ScanOptions } from '../pipeline/scan/scan-options.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { checkAccount, parseOutputs, parseParameterFlag, parseTimeFlag } from './flag-values.js';
import { openProgress } from './progress.js';

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
  readonly engine?: string | undefined;
}

const PIPE_WIDTH = 100;

/** One scan from flags to exit code. A flag outweighs the project file, which outweighs the policy, which outweighs the rule. */
export async function runScan(inputs: readonly string[], flags: ScanFlags): Promise<ExitCode> {
  const cwd = process.cwd();
  const loaded = await loadConfig(cwd);
  const { config } = loaded;
  const targets = parseOutputs(flags.output ?? config.output ?? []);
  const settings = scanSettings(flags, config);
  const compiled = await compileRules({
    cwd,
    ...optional('rules', flags.rules ?? config.rules),
    ...optional('policy', flags.policy ?? config.policy),
    parameters: [...config.parameters, ...(flags.param ?? []).map(parseParameterFlag)],
  });
  tell([...loaded.diagnostics, ...compiled.diagnostics], new Map([...loaded.texts, ...compiled.texts]));
  const { ruleSet } = compiled;
  if (ruleSet === undefined || loaded.diagnostics.some(({ level }) => level === 'error')) return EXIT.usage;

  const outputs = new ReportOutputs(targets, {
    cwd,
    standardOutput: process.stdout,
    reporter: {
      color: usesColor(process.stdout),
      width: process.stdout.columns ?? PIPE_WIDTH,
      sarifProfile: (flags['sarif-profile'] ?? config.sarifProfile ?? 'full') as SarifProfileName,
    },
  });
  const interruption = listenForInterruption();
  const report = await scanInto(outputs, {
    ...settings,
    ...policyOf(compiled),
    inputs,
    cwd,
    ruleSet,
    signal: interruption.signal,
    gate: gateOf(flags, config, compiled),
  });
  interruption.stop();
  return exitCode(report, {
    interrupted: interruption.signal.aborted,
    allowIncomplete: flags['allow-incomplete'] ?? config.allowIncomplete ?? false,
  });
}

async function scanInto(outputs: ReportOutputs, options: ScanOptions): Promise<ScanReport> {
  const progress = await openProgress(process.stderr);
  try {
    const report = await scan({
      ...options,
      onMatch: (row) => outputs.writeRow(row),
      onProgress: (at) => {
        progress.update(at);
      },
    });
    progress.stop();
    await outputs.finish(report);
    return report;
  } catch (error) {
    progress.stop();
    await outputs.discard();
    throw error;
  }
}

function scanSettings(flags: ScanFlags, config: ProjectConfig): Pick<ScanOptions, 'selection' | 'minSeverity' | 'evidence' | 'engine'> {
  const since = flags.since ?? config.since;
  const until = flags.until ?? config.until;
  return {
    selection: {
      ...optional('since', since === undefined ? undefined : parseTimeFlag(since, '--since')),
      ...optional('until', until === undefined ? undefined : parseTimeFlag(until, '--until')),
      accounts: (flags.account ?? config.account ?? []).map(checkAccount),
      regions: flags.region ?? config.region ?? [],
    },
    ...optional('minSeverity', (flags['min-severity'] ?? config.minSeverity) as Severity | undefined),
    ...optional('evidence', flags.evidence ?? config.evidence),
    ...optional('engine', (flags.engine ?? config.engine) as EngineName | undefined),
  };
}

function gateOf(flags: ScanFlags, config: ProjectConfig, compiled: CompiledRules): NonNullable<ScanOptions['gate']> {
  return {
    ...compiled.gate,
    ...optional('failOn', (flags['fail-on'] ?? config.failOn) as Severity | undefined),
    ...optional('maxFindings', flags['max-findings'] ?? config.maxFindings),
  };
}

const policyOf = ({ policy }: CompiledRules): Pick<ScanOptions, 'policy'> => optional('policy', policy);

/** An object with the key, or without it where there is nothing to say. */
function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: V });
}

/** Diagnostics go to standard error, so that a report on standard output stays a report. */
function tell(diagnostics: readonly Diagnostic[], texts: ReadonlyMap<string, string>): void {
  if (diagnostics.length > 0) process.stderr.write(`${renderDiagnostics(diagnostics, texts, { color: usesColor(process.stderr) })}\n`);
}

function usesColor(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY && (process.env['NO_COLOR'] ?? '') === '';
}

/** The first Ctrl-C ends the scan with what is known; the second one ends the process as usual. */
function listenForInterruption(): { readonly signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  const abort = (): void => {
    controller.abort();
  };
  process.once('SIGINT', abort);
  process.once('SIGTERM', abort);
  return {
    signal: controller.signal,
    stop: () => {
      process.off('SIGINT', abort);
      process.off('SIGTERM', abort);
    },
  };
}

function exitCode(report: ScanReport, run: { readonly interrupted: boolean; readonly allowIncomplete: boolean }): ExitCode {
  if (run.interrupted) return EXIT.interrupted;
  if (report.verdict === 'fail') return EXIT.fail;
  return report.complete || run.allowIncomplete ? EXIT.pass : EXIT.incomplete;
}
