import { type RuleLookupAttribute } from '../../compiler/derive-lookup-attribute.js';
import { type ScanOptions } from './scan-options.js';

/** The attribute that Event history is asked by, and the sentence that says so. */
export interface HistoryAttribute extends RuleLookupAttribute {
  readonly note: string;
}

/** Undefined where Event history is not read, or all of it is. */
export async function historyAttribute({
  inputs,
  ruleSet,
}: Pick<ScanOptions, 'inputs' | 'ruleSet'>): Promise<HistoryAttribute | undefined> {
  if (!inputs.some((input) => input.startsWith('lookup-events:'))) return undefined;
  const { deriveLookupAttribute, describeLookupAttribute } = await import('../../compiler/derive-lookup-attribute.js');
  const attribute = deriveLookupAttribute(ruleSet);
  return attribute && { ...attribute, note: describeLookupAttribute(attribute) };
}
