import { parseTime } from '../model/time.js';
import { type ParameterAssignment } from '../pipeline/compile-rules.js';
import { parseReportTarget, type ReportTarget } from '../pipeline/report-target.js';
import { UsageError } from './usage-error.js';

/** Milliseconds since 1970 of an RFC 3339 time, or of the start of a date in UTC. */
export function parseTimeFlag(text: string, name: string): number {
  const time = parseTime(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
  if (time === undefined)
    throw new UsageError(`${name} ${text} is neither a date such as 2026-01-31 nor an RFC 3339 time such as 2026-01-31T12:00:00Z`);
  return time;
}

/** Reads `RULE.NAME=VALUE`. Commas separate the values of a list, and only the rule knows whether it takes one. */
export function parseParameterFlag(text: string): ParameterAssignment {
  const match = /^([^.=]+)\.([^.=]+)=(.*)$/s.exec(text);
  if (match === null) throw new UsageError(`--param ${text} is not of the form RULE.NAME=VALUE`);
  const [, ruleId = '', name = '', value = ''] = match;
  return { ruleId, name, values: value === '' ? [] : [value], separator: ',', origin: 'flag' };
}

/** An account ID keeps its leading zeros, so it must come as twelve digits. */
export function checkAccount(text: string): string {
  if (!/^[0-9]{12}$/.test(text)) throw new UsageError(`--account ${text} is not an account ID of 12 digits`);
  return text;
}

/** An empty name, as a script makes from an unset variable, would select nothing, or everything. */
export function checkRegion(text: string): string {
  if (text.trim() === '') throw new UsageError('--region is empty');
  return text;
}

/** The reports asked for; the table on standard output when nothing else is written there. `origin` is who asks for them. */
export function parseOutputs(texts: readonly string[], origin: string): readonly ReportTarget[] {
  const targets = texts.map((text) => {
    const target = parseReportTarget(text);
    if ('error' in target) throw new UsageError(`${origin}: ${target.error}`);
    return target;
  });
  const toStandardOutput = targets.filter(({ path }) => path === undefined);
  if (toStandardOutput.length > 1) throw new UsageError(`${origin}: only one report can go to standard output`);
  return toStandardOutput.length === 1 ? targets : [{ format: 'table', path: undefined }, ...targets];
}
