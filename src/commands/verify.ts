import { string as argument } from '@oclif/core/args';
import { string } from '@oclif/core/flags';

import { type VerifyReport } from '../model/verify-report.js';
import { ReportOutputs } from '../pipeline/report-output.js';
import { type ReportTarget } from '../pipeline/report-target.js';
import { fileKeys } from '../pipeline/verify/file-keys.js';
import { finishVerify, isVerifyFormat } from '../pipeline/verify/verify-outputs.js';
import { verify } from '../pipeline/verify/verify.js';
import { awsAccessOf, BUCKET_FLAGS } from './aws-flags.js';
import { BaseCommand } from './base-command.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { checkAccount, checkRegion, parseOutputs } from './flag-values.js';
import { given, timesOf } from './scan-settings.js';
import { UsageError } from './usage-error.js';
import { usesColor } from './uses-color.js';

const PIPE_WIDTH = 100;

const EXIT_CODES: Readonly<Record<VerifyReport['verdict'], ExitCode>> = { pass: EXIT.pass, fail: EXIT.fail, incomplete: EXIT.incomplete };

export default class Verify extends BaseCommand {
  static override readonly summary = 'Check by digest files that no log was changed, taken away or put in.';

  static override readonly description = `Walks the chains of digest files that CloudTrail signs, and holds every log against the hash that its digest lists.
SOURCE is s3://BUCKET/FOLDER, or a folder with a copy of a trail's bucket, or of a part of one. The public keys are those that AWS lists, or those of a file.

Exit codes: 0 all that can be proven is as CloudTrail delivered it; 1 something was altered, is missing or was put in;
2 a wrong flag or name; 3 something could not be checked; 70 an error in ctaudit; 74 a report could not be written.`;

  static override readonly examples = [
    '<%= config.bin %> verify s3://my-trail-bucket --since 2026-01-01',
    '<%= config.bin %> verify logs/',
    '<%= config.bin %> verify logs/ --public-keys keys.json --since 2024-01-01 --until 2024-04-01 --output json=verify.json',
  ];

  static override readonly args = {
    source: argument({ description: 's3://BUCKET/FOLDER, or a folder with a copy of the bucket.', required: true }),
  };

  static override readonly flags = {
    since: string({
      helpValue: 'TIME',
      description: 'Only logs and digests of this time or later (RFC 3339, or a date in UTC).',
      helpGroup: 'SELECTION',
    }),
    until: string({
      helpValue: 'TIME',
      description: 'Only those before this time; digests must be there up to it.',
      helpGroup: 'SELECTION',
    }),
    account: string({
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'ID',
      description: 'Only this account.',
      helpGroup: 'SELECTION',
    }),
    region: string({ multiple: true, multipleNonGreedy: true, description: 'Only this Region.', helpGroup: 'SELECTION' }),
    'public-keys': string({
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'FILE',
      description: 'What `aws cloudtrail list-public-keys` prints, in place of asking AWS; one file of each Region.',
    }),
    ...BUCKET_FLAGS,
    output: string({
      char: 'o',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'FORMAT=FILE',
      description: 'A report: FORMAT=FILE, FILE (by extension) or FORMAT (to standard output). Formats: table, sarif, json.',
      helpGroup: 'REPORTS',
    }),
  };

  protected async execute(): Promise<ExitCode> {
    const { args, flags } = await this.parse(Verify);
    const cwd = process.cwd();
    const targets = parseOutputs(flags.output ?? [], '--output');
    checkFormats(targets);
    const files = flags['public-keys'] ?? [];
    const selection = {
      ...timesOf(flags),
      accounts: (flags.account ?? []).map(checkAccount),
      regions: (flags.region ?? []).map(checkRegion),
    };
    const publicKeys = files.length === 0 ? undefined : await fileKeys(files, cwd);
    const { stdout } = process;
    const reporter = { color: usesColor(stdout), width: stdout.isTTY ? stdout.columns : PIPE_WIDTH, sarifProfile: 'full' } as const;
    const outputs = new ReportOutputs(targets, { cwd, standardOutput: stdout, reporter });
    try {
      const report = await verify({ source: args.source, cwd, selection, aws: awsAccessOf(flags), ...given({ publicKeys }) });
      await finishVerify(outputs, report, reporter);
      return EXIT_CODES[report.verdict];
    } catch (error) {
      await outputs.discard();
      throw error;
    }
  }
}

function checkFormats(targets: readonly ReportTarget[]): void {
  const other = targets.find(({ format }) => !isVerifyFormat(format));
  if (other !== undefined) throw new UsageError(`--output: verify has no ${other.format} report`);
}
