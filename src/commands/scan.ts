import { Args, Flags } from '@oclif/core';

import { SEVERITIES } from '../model/severity.js';
import { ENGINE_NAMES } from '../pipeline/scan/scan-options.js';
import { BaseCommand } from './base-command.js';
import { type ExitCode } from './exit-codes.js';
import { runScan } from './run-scan.js';

const PROFILES = ['full', 'github'] as const;

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

  static override readonly args = {
    input: Args.string({ description: 'Files, folders, globs, or - for standard input.', required: true }),
  };

  static override readonly flags = {
    rules: Flags.string({ multiple: true, multipleNonGreedy: true, description: 'Rule id, tag, file or folder, in place of the built-in rules. With --policy: what both have.', helpGroup: 'SELECTION' }),
    policy: Flags.string({ description: 'Name or file of a policy: its rules, its parameters, its gate.', helpGroup: 'SELECTION' }),
    param: Flags.string({ multiple: true, multipleNonGreedy: true, helpValue: 'RULE.NAME=VALUE', description: 'Value of a rule parameter; commas between the values of a list.', helpGroup: 'SELECTION' }),
    since: Flags.string({ helpValue: 'TIME', description: 'Only events at or after this time (RFC 3339, or a date in UTC).', helpGroup: 'SELECTION' }),
    until: Flags.string({ helpValue: 'TIME', description: 'Only events before this time.', helpGroup: 'SELECTION' }),
    account: Flags.string({ multiple: true, multipleNonGreedy: true, helpValue: 'ID', description: 'Only events of this account.', helpGroup: 'SELECTION' }),
    region: Flags.string({ multiple: true, multipleNonGreedy: true, description: 'Only events of this Region.', helpGroup: 'SELECTION' }),
    output: Flags.string({
      char: 'o',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'FORMAT=FILE',
      description: 'A report: FORMAT=FILE, FILE (by extension) or FORMAT (to standard output). Formats: table, sarif, json, jsonl.',
      helpGroup: 'REPORTS',
    }),
    'sarif-profile': Flags.string({ options: PROFILES, description: 'full keeps all evidence; github is sure to upload to code scanning. [default: full]', helpGroup: 'REPORTS' }),
    evidence: Flags.integer({ min: 0, description: 'Events that a finding shows at most. [default: 10]', helpGroup: 'REPORTS' }),
    'min-severity': Flags.string({ options: SEVERITIES, description: 'Hide findings under it; the gate still counts them.', helpGroup: 'REPORTS' }),
    'fail-on': Flags.string({ options: SEVERITIES, description: 'Findings at or over it fail the gate. [default: high]', helpGroup: 'GATE' }),
    'max-findings': Flags.integer({ min: 0, description: 'How many of those may be there. [default: 0]', helpGroup: 'GATE' }),
    'allow-incomplete': Flags.boolean({ allowNo: true, description: 'Do not exit with 3 when some input could not be read.', helpGroup: 'GATE' }),
    engine: Flags.string({ options: ENGINE_NAMES, description: 'json-rules-engine evaluates every rule on every event with it alone: slow, to compare with. [default: predicates]' }),
  };

  protected async execute(): Promise<ExitCode> {
    const { flags, argv } = await this.parse(Scan);
    return runScan(argv as readonly string[], flags);
  }
}
