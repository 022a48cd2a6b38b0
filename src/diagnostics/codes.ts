/** What is known of a diagnostic before it happens. */
export interface DiagnosticRecord {
  /** The problem in a few words, as the documentation's heading has it. */
  readonly title: string;
  readonly level: 'error' | 'warning';
  /** The heading in docs/diagnostics.md. */
  readonly anchor: string;
}

function error(title: string, anchor: string): DiagnosticRecord {
  return { title, level: 'error', anchor };
}

function warning(title: string, anchor: string): DiagnosticRecord {
  return { title, level: 'warning', anchor };
}

/**
 * Published: a code is never reused for another problem, even after its check is gone.
 * CTA10xx: reading a file; CTA12xx: the meaning of rules; CTA2xxx: warnings; CTA3xxx: policies and the project file.
 */
export const DIAGNOSTICS = {
  CTA1001: error('not valid YAML 1.2', 'invalid-yaml'),
  CTA1002: error('unknown key', 'unknown-key'),
  CTA1003: error('a key or path twice in one mapping', 'duplicate-key'),
  CTA1004: error('explicit YAML tag', 'explicit-tag'),
  CTA1005: error('YAML merge key', 'merge-key'),
  CTA1006: error('YAML alias without a value, or too many of them', 'alias'),
  CTA1007: error('file beyond the limits of size, nesting or expansion', 'limits'),
  CTA1008: error('more than one YAML document', 'second-document'),
  CTA1009: error('file without content', 'empty-file'),
  CTA1011: error('text that must be quoted', 'unquoted-text'),
  CTA1012: error('path that cannot be read', 'invalid-path'),
  CTA1013: error('message template that cannot be read', 'invalid-template'),
  CTA1020: error('missing key', 'missing-key'),
  CTA1021: error('value of the wrong type', 'wrong-type'),
  CTA1022: error('unknown word where only some are known', 'unknown-word'),
  CTA1023: error('nothing where something must stand', 'empty'),
  CTA1024: error('null as a value', 'null-value'),
  CTA1025: error('unknown operator', 'unknown-operator'),
  CTA1026: error('exists beside other operators', 'exists-beside-operators'),
  CTA1027: error('number out of range', 'out-of-range'),
  CTA1028: error('name that cannot be one', 'invalid-name'),
  CTA1029: error('ignoreCase with nothing to compare', 'ignore-case-alone'),
  CTA1030: error('part of json-rules-engine that has no meaning here', 'json-rules-engine-part'),
  CTA1031: error('when beside conditions', 'when-beside-conditions'),
  CTA1032: error('operator where a field must stand', 'operator-as-field'),
  CTA1201: error('rule id taken', 'duplicate-rule-id'),
  CTA1202: error('rule id not in kebab-case', 'rule-id'),
  CTA1203: error('no ATT&CK technique', 'attack-id'),
  CTA1204: error('unknown parameter', 'unknown-parameter'),
  CTA1205: error('unused parameter', 'unused-parameter'),
  CTA1206: error('parameter value of the wrong type', 'parameter-value'),
  CTA1207: error('parameter where its type does not fit', 'parameter-type'),
  CTA1208: error('pattern that RE2 refuses', 'invalid-pattern'),
  CTA1209: error('network that is none', 'invalid-network'),
  CTA1210: error('order of what is neither number nor time', 'no-order'),
  CTA1211: error('field where only fixed text can stand', 'field-as-pattern'),
  CTA1212: error('empty list', 'empty-list'),
  CTA1213: error('parameter value for an unknown rule', 'unknown-rule'),
  CTA2001: warning('path that no CloudTrail record has', 'unknown-path'),
  CTA2002: warning('account ID as a number', 'account-id-number'),
  CTA2003: warning('part that can never hold', 'never-holds'),
  CTA2004: warning('part that must always hold', 'always-holds'),
  CTA2005: warning('paths into one array that do not pair up', 'sibling-paths'),
  CTA2006: warning('ignoreCase beside letters that it does not fold', 'ignore-case-ascii'),
  CTA2007: warning('value that the field never has', 'impossible-value'),
  CTA2008: warning('rule without a raw test', 'no-raw-test'),
  CTA2009: warning('state of other rules', 'foreign-state'),
  CTA3001: error('control twice in one policy', 'duplicate-control'),
  CTA3002: error('rule twice in one control', 'duplicate-control-rule'),
  CTA3003: error('time that cannot be read', 'invalid-time'),
  CTA3004: error('account that is not 12 digits', 'invalid-account'),
  CTA3005: error('rule that does not exist', 'missing-rule'),
} as const satisfies Record<string, DiagnosticRecord>;

export type DiagnosticCode = keyof typeof DIAGNOSTICS;
