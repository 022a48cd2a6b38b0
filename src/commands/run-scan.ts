import { type Diagnostic } from '../diagnostics/diagnostic.js';
import { type ScanReport } from '../model/report.js';
import { compileRules } from '../pipeline/compile-rules.js';
import { loadConfig, type ProjectConfig } from '../pipeline/load-config.js';
import { renderDiagnostics } from '../pipeline/render-diagnostics.js';
import { ReportOutputs } from '../pipeline/report-output.js';
import { type ReportTarget, type SarifProfileName } from '../pipeline/report-target.js';
import { scan } from '../pipeline/scan/scan.js';
import { ScanMemory } from '../pipeline/scan/scan-memory.js';
import { type ScanOptions } from '../pipeline/scan/scan-options.js';
import { awsAccessOf, type AwsFlags, historyRegionsOf, withoutAwsFlags } from './aws-flags.js';
import { checkIntegrity, type IntegrityFlags } from './check-integrity.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { parseOutputs } from './flag-values.js';
import { listenForInterruption } from './listen-for-interruption.js';
import { openProgress } from './progress.js';
import { usesColor } from './uses-color.js';
import { gateOf, given, narrowingOf, outweigh, type ScanFlags } from './scan-settings.js';

const PIPE_WIDTH = 100;

/** What a scan can be told on the command line. */
export type RunFlags = ScanFlags & AwsFlags & RunOnlyFlags;

interface RunOnlyFlags extends IntegrityFlags {
  readonly cache?: string | undefined;
  readonly state?: string | undefined;
}

/** One scan from flags to exit code. A flag outweighs the project file, which outweighs the policy, which outweighs the rule. */
export async function runScan(
  inputs: readonly string[],
  { cache, state, verify, 'public-keys': publicKeys, ...flags }: RunFlags,
): Promise<ExitCode> {
  const cwd = process.cwd();
  const loaded = await loadConfig(cwd);
  // First, because what is wrong there would be told below without its place.
  tell(loaded.diagnostics, loaded.texts);
  if (loaded.diagnostics.some(({ level }) => level === 'error')) return EXIT.usage;
  const settings = outweigh(loaded.config, withoutAwsFlags(flags));
  const targets = parseOutputs(settings.output ?? [], flags.output === undefined ? '"output" of ctaudit.yaml' : '--output');
  const narrowing = narrowingOf(settings);
  const compiled = await compileRules({
    cwd,
    ...given({ rules: settings.rules, policy: settings.policy }),
    parameters: settings.parameters,
  });
  tell(compiled.diagnostics, compiled.texts);
  const { ruleSet } = compiled;
  if (ruleSet === undefined) return EXIT.usage;

  const memory = state === undefined ? undefined : ScanMemory.load(state, { ruleSet, selection: narrowing.selection });
  tell(memory?.diagnostics ?? [], new Map());

  const interruption = listenForInterruption();
  const aws = awsAccessOf(flags, { signal: interruption.signal });
  const integrity = await checkIntegrity(
    { verify, 'public-keys': publicKeys },
    { inputs, cwd, selection: narrowing.selection, aws, signal: interruption.signal },
  );
  const report = await scanInto(openOutputs(targets, settings, cwd), {
    ...narrowing,
    ...given({ policy: compiled.policy }),
    inputs,
    cwd,
    ruleSet,
    aws,
    history: historyRegionsOf(flags),
    ...given({ cacheDir: cache, memory, integrity }),
    signal: interruption.signal,
    gate: { ...compiled.gate, ...gateOf(settings) },
  });
  // Not before the reports are there: what nobody was told of must be found again.
  await memory?.save();
  interruption.stop();
  return exitCode(report, { interrupted: interruption.signal.aborted, allowIncomplete: settings.allowIncomplete ?? false });
}

function openOutputs(targets: readonly ReportTarget[], { sarifProfile }: ProjectConfig, cwd: string): ReportOutputs {
  const { stdout } = process;
  return new ReportOutputs(targets, {
    cwd,
    standardOutput: stdout,
    reporter: {
      color: usesColor(stdout),
      width: stdout.isTTY ? stdout.columns : PIPE_WIDTH,
      sarifProfile: (sarifProfile ?? 'full') as SarifProfileName,
    },
  });
}

async function scanInto(outputs: ReportOutputs, options: ScanOptions): Promise<ScanReport> {
  const progress = await openProgress(process.stderr);
  try {
    const report = await scan({
      ...options,
      ...(outputs.hasRows && { onMatch: (row) => outputs.writeRow(row) }),
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

/** Diagnostics go to standard error, so that a report on standard output stays a report. */
function tell(diagnostics: readonly Diagnostic[], texts: ReadonlyMap<string, string>): void {
  if (diagnostics.length > 0) process.stderr.write(`${renderDiagnostics(diagnostics, texts, { color: usesColor(process.stderr) })}\n`);
}

function exitCode(report: ScanReport, run: { readonly interrupted: boolean; readonly allowIncomplete: boolean }): ExitCode {
  if (run.interrupted) return EXIT.interrupted;
  if (report.verdict === 'fail') return EXIT.fail;
  return report.complete || run.allowIncomplete ? EXIT.pass : EXIT.incomplete;
}
