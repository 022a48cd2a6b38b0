import { string as argument } from '@oclif/core/args';
import { boolean, integer, string } from '@oclif/core/flags';

import { SEVERITIES } from '../model/severity.js';
import { ENGINE_NAMES } from '../pipeline/scan/scan-options.js';
import { AWS_FLAGS } from './aws-flags.js';

const PROFILES = ['full', 'github'] as const;

export const SCAN_ARGS = {
  input: argument({ description: 'Files, folders, globs, s3://BUCKET/FOLDER, lookup-events:, or - for standard input.', required: true }),
};

export const SCAN_FLAGS = {
  rules: string({
    multiple: true,
    multipleNonGreedy: true,
    description: 'Rule id, tag, file or folder, in place of the built-in rules. With --policy: what both have.',
    helpGroup: 'SELECTION',
  }),
  policy: string({ description: 'Name or file of a policy: its rules, its parameters, its gate.', helpGroup: 'SELECTION' }),
  param: string({
    multiple: true,
    multipleNonGreedy: true,
    helpValue: 'RULE.NAME=VALUE',
    description: 'Value of a rule parameter; commas between the values of a list.',
    helpGroup: 'SELECTION',
  }),
  since: string({
    helpValue: 'TIME',
    description: 'Only events at or after this time (RFC 3339, or a date in UTC).',
    helpGroup: 'SELECTION',
  }),
  until: string({ helpValue: 'TIME', description: 'Only events before this time.', helpGroup: 'SELECTION' }),
  account: string({
    multiple: true,
    multipleNonGreedy: true,
    helpValue: 'ID',
    description: 'Only events of this account.',
    helpGroup: 'SELECTION',
  }),
  region: string({ multiple: true, multipleNonGreedy: true, description: 'Only events of this Region.', helpGroup: 'SELECTION' }),
  state: string({
    helpValue: 'FILE',
    description: 'Read only what scans with this file have not read, and remember it there.',
    helpGroup: 'SELECTION',
  }),
  output: string({
    char: 'o',
    multiple: true,
    multipleNonGreedy: true,
    helpValue: 'FORMAT=FILE',
    description: 'A report: FORMAT=FILE, FILE (by extension) or FORMAT (to standard output). Formats: table, sarif, json, jsonl.',
    helpGroup: 'REPORTS',
  }),
  'sarif-profile': string({
    options: PROFILES,
    description: 'full keeps all evidence; github is sure to upload to code scanning. [default: full]',
    helpGroup: 'REPORTS',
  }),
  evidence: integer({ min: 0, description: 'Events that a finding shows at most. [default: 10]', helpGroup: 'REPORTS' }),
  'min-severity': string({ options: SEVERITIES, description: 'Hide findings under it; the gate still counts them.', helpGroup: 'REPORTS' }),
  'fail-on': string({ options: SEVERITIES, description: 'Findings at or over it fail the gate. [default: high]', helpGroup: 'GATE' }),
  'max-findings': integer({ min: 0, description: 'How many of those may be there. [default: 0]', helpGroup: 'GATE' }),
  'allow-incomplete': boolean({ allowNo: true, description: 'Do not exit with 3 when some input could not be read.', helpGroup: 'GATE' }),
  verify: boolean({
    description: 'Check the logs against their digest files, and say of each event what they prove.',
    helpGroup: 'EVIDENCE',
  }),
  'public-keys': string({
    multiple: true,
    multipleNonGreedy: true,
    helpValue: 'FILE',
    dependsOn: ['verify'],
    description: 'What `aws cloudtrail list-public-keys` prints, in place of asking AWS; one file of each Region.',
    helpGroup: 'EVIDENCE',
  }),
  cache: string({ helpValue: 'DIR', description: 'Keep what is downloaded there, for the next scan.', helpGroup: 'AWS' }),
  ...AWS_FLAGS,
  jobs: integer({ char: 'j', min: 1, max: 256, description: 'Threads that read. [default: all cores from 256 MiB of logs on, else 1]' }),
  engine: string({
    options: ENGINE_NAMES,
    description: 'json-rules-engine evaluates every rule on every event with it alone: slow, to compare with. [default: predicates]',
  }),
};
