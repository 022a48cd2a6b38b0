import { type Finding, plainFinding } from '../model/finding.js';
import { type ScanReport } from '../model/report.js';
import { type Member, renderObject } from './json-pieces.js';

/** The `json` report. Its shape is published as schemas/report.schema.json: keys may be added, and change only with a major version. */
export function* renderJson(report: ScanReport): Iterable<string> {
  yield* renderObject(members(report));
  yield '\n';
}

function members(report: ScanReport): Member[] {
  const { tool, verdict, complete, gate, policy, input, hidden } = report;
  return [
    { key: 'tool', value: tool },
    { key: 'verdict', value: verdict },
    { key: 'complete', value: complete },
    { key: 'gate', value: gate },
    ...(policy === undefined ? [] : [{ key: 'policy', value: policy }]),
    { key: 'input', value: input },
    ...(report.integrity === undefined ? [] : [{ key: 'integrity', value: report.integrity }]),
    { key: 'census', items: report.census },
    { key: 'problems', items: report.problems },
    ...(report.notes.length === 0 ? [] : [{ key: 'notes', value: report.notes }]),
    { key: 'rules', items: report.rules },
    { key: 'hidden', value: hidden },
    { key: 'findings', items: withTitles(report) },
  ];
}

function* withTitles({ findings, rules }: ScanReport): Iterable<Finding & { readonly title: string }> {
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  for (const finding of findings) {
    const { ruleId, ...rest } = plainFinding(finding);
    yield { ruleId, title: titles.get(ruleId) ?? ruleId, ...rest };
  }
}
