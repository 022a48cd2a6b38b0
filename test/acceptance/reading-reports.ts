import { runCommand } from './run-command.js';

interface Place {
  readonly uri: string;
  readonly index: number;
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** The part of the published json report that tests look at. */
export interface JsonReport {
  readonly verdict: string;
  readonly complete: boolean;
  readonly input: {
    readonly files: Readonly<Record<'read' | 'skipped' | 'damaged', number>>;
    readonly records: Readonly<Record<string, number>>;
    readonly bytes: number;
  };
  readonly problems: readonly {
    readonly code: string;
    readonly uri: string;
    readonly message: string;
    readonly byteOffset?: number;
    readonly count?: number;
  }[];
  readonly findings: readonly {
    readonly ruleId: string;
    readonly group: readonly { readonly field: string; readonly values: readonly string[] }[];
    readonly occurrenceCount: number;
    readonly evidence: readonly Place[];
  }[];
}

export interface JsonRun {
  readonly exit: number | null;
  readonly text: string;
  readonly report: JsonReport;
}

/** Runs `ctaudit scan` with its json report on standard output; anything said on standard error fails the test. */
export async function scanToJson(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Promise<JsonRun> {
  const { code, stdout, stderr } = await runCommand(['scan', ...args, '-o', 'json'], { cwd, env });
  if (stderr !== '') throw new Error(stderr);
  return { exit: code, text: stdout, report: JSON.parse(stdout) as JsonReport };
}
