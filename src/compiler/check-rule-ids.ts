import { createDiagnostic } from '../diagnostics/create-diagnostic.js';
import { type Place } from '../diagnostics/diagnostic.js';
import { type RuleSetCheck } from './check.js';

const KEBAB_CASE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const TECHNIQUE = /^T[0-9]{4}(?:\.[0-9]{3})?$/;

/** Rule ids are unique and in kebab-case, and ATT&CK ids look like one. */
export const checkRuleIds: RuleSetCheck = (rules) => {
  const places = new Map<string, Place>();
  return rules.flatMap(({ id, attack }) => {
    const first = places.get(id.value);
    places.set(id.value, first ?? id.place);
    return [
      ...(first === undefined
        ? []
        : [createDiagnostic('CTA1201', id.place, `rule id "${id.value}" is taken`, `the first is at ${placeText(first)}`)]),
      ...(KEBAB_CASE.test(id.value) ? [] : [wrongId(id.value, id.place)]),
      ...attack
        .filter(({ value }) => !TECHNIQUE.test(value))
        .map(({ value, place }) =>
          createDiagnostic('CTA1203', place, `"${value}" is no ATT&CK technique; they look like T1078 or T1078.004`),
        ),
    ];
  });
};

function placeText({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

function wrongId(id: string, place: Place): ReturnType<typeof createDiagnostic> {
  const kebab = id
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase();
  const hint = KEBAB_CASE.test(kebab) ? `write "${kebab}"` : undefined;
  return createDiagnostic('CTA1202', place, `rule id "${id}" is not in kebab-case`, hint);
}
