import { type ComparingOperator, type ParameterType } from '../language/native/syntax.js';
import { parseNetwork } from '../model/network.js';
import { isSeverity, SEVERITIES } from '../model/severity.js';

export interface TypeRule {
  /** Whether the type is a list; a scalar has exactly one value. */
  readonly isList: boolean;
  /** What a value must be, in words that follow "is no" or "is not". */
  readonly expected: string;
  readonly accepts: (text: string) => boolean;
  /** Operators that such a value can stand beside, where not all can. */
  readonly operators?: readonly ComparingOperator[];
}

const EQUALITY: readonly ComparingOperator[] = ['equals', 'in', 'differs'];
const ORDER: readonly ComparingOperator[] = ['gt', 'gte', 'lt', 'lte'];
const TEXT: readonly ComparingOperator[] = [...EQUALITY, 'startsWith', 'endsWith', 'contains', 'containsAll', 'like', 'matches'];

/** What each type of parameter takes. Regions as in https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html. */
export const PARAMETER_TYPE_RULES: Readonly<Record<ParameterType, TypeRule>> = {
  text: { isList: false, expected: 'text', accepts: () => true },
  number: {
    isList: false,
    expected: 'a decimal number',
    accepts: (text) => /^[+-]?[0-9]+(?:\.[0-9]+)?$/.test(text),
    operators: [...EQUALITY, ...ORDER],
  },
  boolean: { isList: false, expected: 'true or false', accepts: (text) => text === 'true' || text === 'false', operators: EQUALITY },
  timespan: {
    isList: false,
    expected: 'a time span such as 15m, 12h or 7d',
    accepts: (text) => /^[1-9][0-9]*[smhdwMy]$/.test(text),
    operators: EQUALITY,
  },
  severity: { isList: false, expected: `one of ${SEVERITIES.join(', ')}`, accepts: isSeverity, operators: EQUALITY },
  texts: { isList: true, expected: 'text', accepts: () => true },
  accountIds: { isList: true, expected: 'an account ID of 12 digits', accepts: (text) => /^[0-9]{12}$/.test(text), operators: TEXT },
  regions: {
    isList: true,
    expected: 'a Region such as eu-central-1',
    accepts: (text) => /^[a-z]{2,}(?:-[a-z]+)+-[0-9]+$/.test(text),
    operators: TEXT,
  },
  networks: {
    isList: true,
    expected: 'a network such as 10.0.0.0/8',
    accepts: (text) => parseNetwork(text) !== undefined,
    operators: ['cidr'],
  },
  arns: {
    isList: true,
    expected: 'an ARN',
    accepts: (text) => /^arn:[^:\s]+:[^:\s]+:[^:\s]*:[^:\s]*:\S+$/.test(text),
    operators: TEXT,
  },
};
