import { type DiagnosticCollector } from '../diagnostic-collector.js';
import { type SourceText } from '../yaml/source-text.js';
import { type YamlNode } from '../yaml/yaml-node.js';
import { explainViolation } from './explain-violation.js';
import { countReadings, findTarget, plainData } from './plain-data.js';
import { type Validator } from './validator.js';

/** A key that stands more often than this is wrong often enough for one run. */
const MAX_READINGS = 10;

/** Reports every violation of a JSON Schema at the node that it is about. */
export function checkSchema(root: YamlNode, validator: Validator, source: SourceText, collector: DiagnosticCollector): void {
  const readings = Math.min(MAX_READINGS, countReadings(root));
  for (let reading = 0; reading < readings; reading++) {
    validator(plainData(root, reading));
    for (const violation of validator.errors ?? []) {
      if (violation.keyword === 'required' && collector.hasFaultyKey(String(violation.params['missingProperty']))) continue;
      const explained = explainViolation(violation, findTarget(root, violation.instancePath, reading), source);
      if (explained !== undefined) collector.report(explained.code, explained.place, explained.message, explained.hint);
    }
  }
}
