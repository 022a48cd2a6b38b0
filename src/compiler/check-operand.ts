import { type DiagnosticCode } from '../diagnostics/codes.js';
import { type ComparingOperator } from '../language/native/syntax.js';
import { parseNetwork } from '../model/network.js';
import { parsePattern } from '../model/pattern.js';
import { parseTime } from '../model/time.js';

const DECIMAL = /^[+-]?[0-9]+(?:\.[0-9]+)?$/;

/** Why an operator can't take a text. */
export interface OperandProblem {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly hint?: string;
  /** Where in the text, and how many characters, if that is known. */
  readonly part?: { readonly offset: number; readonly length: number };
}

/** What is wrong with a text that an operator shall compare with, or undefined. */
export function operandProblem(operator: ComparingOperator, text: string): OperandProblem | undefined {
  switch (operator) {
    case 'matches':
      return patternProblem(text);
    case 'cidr':
      return parseNetwork(text) === undefined ? { code: 'CTA1209', message: `"${text}" is no network`, ...networkHint(text) } : undefined;
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return DECIMAL.test(text) || parseTime(text) !== undefined ? undefined : orderProblem(operator, text);
    default:
      return undefined;
  }
}

function patternProblem(text: string): OperandProblem | undefined {
  const parsed = parsePattern(text, false);
  if (!('error' in parsed)) return undefined;
  const quoted = /`([^`]+)`/.exec(parsed.error)?.[1];
  const offset = quoted === undefined ? -1 : text.indexOf(quoted);
  const isSure = quoted !== undefined && offset >= 0 && !text.includes(quoted, offset + 1);
  return {
    code: 'CTA1208',
    message: `RE2 refuses the pattern: ${parsed.error}`,
    ...(isSure ? { part: { offset, length: quoted.length } } : {}),
  };
}

/** Only where the text can mean one network alone. */
function networkHint(text: string): { readonly hint?: string } {
  const [address = '', bits] = text.trim().split('/');
  const plain = address.replace(/\b0+(?=[0-9])/g, '');
  const candidate = bits === undefined ? plain : `${plain}/${bits}`;
  if (candidate === text || parseNetwork(candidate) === undefined) return {};
  return { hint: `write ${candidate}; leading zeros are octal to some readers` };
}

function orderProblem(operator: string, text: string): OperandProblem {
  const withZone = parseTime(`${text}Z`) === undefined ? undefined : `${text}Z`;
  return {
    code: 'CTA1210',
    message: `${operator} compares decimal numbers or RFC 3339 times with a zone, and "${text}" is neither`,
    ...(withZone === undefined ? {} : { hint: `write ${withZone}, if that is UTC` }),
  };
}
