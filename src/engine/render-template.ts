import { type Operand } from '../ir/expression.js';
import { type EventRule, type TemplatePart } from '../ir/rule-set.js';
import { type GroupValue } from '../model/finding.js';
import { type JsonObject, type JsonValue } from '../model/json.js';
import { printable } from '../model/safe-text.js';
import { compareText } from '../model/text.js';
import { absentRequestNote } from './absent-request.js';
import { scalarTexts } from './compile-test.js';

/** How much of one value a message shows, in characters; the evidence has the rest. */
const SHOWN_CHARACTERS = 500;

/** A rule's message for one event, with a note where it rests on a request that was not recorded. */
export function renderMessage(rule: EventRule, record: JsonObject, valuesOf: (operand: Operand) => readonly JsonValue[]): string {
  return renderTemplate(rule.message, valuesOf) + (rule.readsAbsentRequest ? absentRequestNote(record) : '');
}

/** Text for people: printable characters alone, a missing value as the template says, several joined by a comma. */
function renderTemplate(parts: readonly TemplatePart[], valuesOf: (operand: Operand) => readonly JsonValue[]): string {
  return parts.map((part) => (part.kind === 'text' ? part.text : shown(scalarTexts(valuesOf(part.operand)), part.missing))).join('');
}

function shown(texts: readonly string[], missing: string): string {
  return texts.length === 0 ? missing : texts.map((text) => printable(shorten(text))).join(', ');
}

function shorten(text: string): string {
  if (text.length <= SHOWN_CHARACTERS) return text;
  const characters = Array.from(text.slice(0, SHOWN_CHARACTERS * 2));
  return characters.length > SHOWN_CHARACTERS ? `${characters.slice(0, SHOWN_CHARACTERS).join('')}…` : text;
}

/** The values that a finding groups by: for each field the sorted set of its texts. */
export function groupValues(groupBy: readonly Operand[], valuesOf: (operand: Operand) => readonly JsonValue[]): readonly GroupValue[] {
  return groupBy.map((operand) => {
    const texts = scalarTexts(valuesOf(operand));
    return { field: operand.label, values: texts.length < 2 ? texts : [...new Set(texts)].sort(compareText) };
  });
}
