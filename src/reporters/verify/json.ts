import { type VerifyReport } from '../../model/verify-report.js';
import { renderObject } from '../json-pieces.js';

/** The `json` report of verify. Its shape is published as schemas/verify.schema.json: keys may be added, and change only with a major version. */
export function* renderVerifyJson(report: VerifyReport): Iterable<string> {
  const { tool, verdict, complete, source, since, until, digests, logs, trails, days, findings } = report;
  yield* renderObject([
    { key: 'tool', value: tool },
    { key: 'verdict', value: verdict },
    { key: 'complete', value: complete },
    { key: 'source', value: source },
    { key: 'since', value: since },
    { key: 'until', value: until },
    { key: 'digests', value: digests },
    { key: 'logs', value: logs },
    { key: 'trails', items: trails },
    { key: 'days', items: days },
    { key: 'findings', items: findings },
  ]);
  yield '\n';
}
