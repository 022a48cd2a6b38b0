import { createDiagnostic } from '../diagnostics/create-diagnostic.js';
import { type Diagnostic } from '../diagnostics/diagnostic.js';
import { type EventRule } from '../ir/rule-set.js';
import { type RuleSyntax } from '../language/native/syntax.js';
import { hasRawTest } from './raw-test.js';

/** Names the rules for which every record has to be parsed. It is no mistake, so only whoever asks about rules is told. */
export function adviseRawTests(rules: readonly RuleSyntax[], lowered: readonly EventRule[]): readonly Diagnostic[] {
  const slow = new Set(lowered.filter((rule) => !hasRawTest(rule)).map(({ info }) => info.id));
  return rules.filter(({ id }) => slow.has(id.value)).map(advise);
}

function advise({ id, when }: RuleSyntax): Diagnostic {
  const message = `the rule ${id.value} asks for nothing that the bytes of a record tell, so that every record of a scan is parsed for it`;
  return createDiagnostic('CTA2008', when.place, message, 'let it ask for eventName, eventSource or another field by its whole path, too');
}
