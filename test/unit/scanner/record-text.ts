import { type Choices, oddSpace, oddString } from '../../support/odd-json.js';

/** Paths that are parts of one another, and keys that objects have anyway. */
export const PATHS: readonly (readonly string[])[] = [
  ['__proto__'],
  ['__proto__', 'type'],
  ['constructor'],
  ['eventName'],
  ['eventSource'],
  ['eventSource', '0'],
  ['k'.repeat(64)],
  ['userIdentity'],
  ['userIdentity', ''],
  ['userIdentity', 'sessionContext', 'attributes', 'mfaAuthenticated'],
  ['userIdentity', 'type'],
  ['userIdentity', 'type', 'é😀'],
];

const TOP_KEYS = ['userIdentity', 'eventName', 'eventSource', 'eventTime', '__proto__', 'constructor'] as const;
const KEYS = [
  'type',
  'sessionContext',
  'attributes',
  'mfaAuthenticated',
  '0',
  '1',
  '',
  'é😀',
  'eventNam',
  'eventName2',
  'EventName',
] as const;
const LONG_KEYS = ['k'.repeat(64), 'k'.repeat(65), 'k'.repeat(63)] as const;

const TEXTS = [
  '',
  'a',
  'Root',
  'IAMUser',
  'é',
  '😀',
  '{"eventName":"x"}',
  '"',
  '\\',
  'a\nb',
  '\u0000',
  '},{"eventName":"y"',
  '/',
  '\ud800',
] as const;
const TIMES = [
  '2026-01-31T12:00:00Z',
  '2024-02-29T23:59:59Z',
  '2023-02-29T00:00:00Z',
  '2026-01-31t12:00:00z',
  '2026-01-31T12:00:60Z',
  '2026-01-31T12:00:00.5Z',
  '2026-01-31T24:00:00Z',
  'twenty bytes of text',
] as const;
const LENGTHS = [1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 127, 128, 129, 300] as const;
const WORDS = ['null', 'true', 'false', '0', '-0', '1', '-1', '10', '1.5', '0.0', '1e5', '1E+05', '0e-0', '12.25e1'] as const;

const MOST_LEVELS = 4;

/** The text of an object whose keys and values often are what the paths ask for, and often nearly so. */
export function recordText(pick: Choices): string {
  return objectText(pick, 0);
}

function objectText(pick: Choices, level: number): string {
  const members = Array.from({ length: pick.below(level === 0 ? 8 : 4) }, () => {
    const key = keyOf(pick, level);
    const value = key === 'eventTime' && !pick.rarely(4) ? oddString(pick.of(...TIMES), pick) : valueText(pick, level);
    return `${oddString(key, pick)}${oddSpace(pick)}:${oddSpace(pick)}${value}${oddSpace(pick)}`;
  });
  return `{${oddSpace(pick)}${members.join(`,${oddSpace(pick)}`)}}`;
}

function keyOf(pick: Choices, level: number): string {
  if (pick.rarely(10)) return pick.of(...LONG_KEYS);
  const isUsual = !pick.rarely(4);
  return (level === 0) === isUsual ? pick.of(...TOP_KEYS) : pick.of(...KEYS);
}

function valueText(pick: Choices, level: number): string {
  switch (pick.below(level < MOST_LEVELS ? 8 : 5)) {
    case 0:
    case 1:
      return oddString(pick.of(...TEXTS), pick);
    case 2:
      return oddString(pick.of('x', 'é', 'z').repeat(pick.of(...LENGTHS)), pick);
    case 3:
    case 4:
      return pick.of(...WORDS);
    case 5:
      return `[${Array.from({ length: pick.below(4) }, () => `${oddSpace(pick)}${valueText(pick, level + 1)}${oddSpace(pick)}`).join()}]`;
    default:
      return objectText(pick, level + 1);
  }
}
