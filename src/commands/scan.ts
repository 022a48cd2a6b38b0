import { BaseCommand } from './base-command.js';
import { type ExitCode } from './exit-codes.js';
import { runScan } from './run-scan.js';
import { SCAN_ARGS, SCAN_FLAGS } from './scan-input.js';

export default class Scan extends BaseCommand {
  static override readonly summary = 'Evaluate CloudTrail logs and report findings.';

  static override readonly description = `Reads CloudTrail log files, plain or gzip, in any form that AWS delivers them, evaluates every record
against the rules, and writes findings.

Exit codes: 0 the gate passed; 1 it failed; 2 a wrong flag, rule or input name; 3 the input was incomplete;
70 an error in ctaudit; 74 a report could not be written; 130 interrupted.`;

  static override readonly examples = [
    '<%= config.bin %> scan AWSLogs/',
    '<%= config.bin %> scan logs/ --policy cis-aws-foundations-3.0 --output sarif=ctaudit.sarif',
    'zcat day.json.gz | <%= config.bin %> scan - --rules root-user-activity --output jsonl',
  ];

  static override readonly strict = false;

  static override readonly args = SCAN_ARGS;

  static override readonly flags = SCAN_FLAGS;

  protected async execute(): Promise<ExitCode> {
    const { flags, argv } = await this.parse(Scan);
    return runScan(argv as readonly string[], flags);
  }
}
