import { type Severity } from '../../model/severity.js';

/** SARIF's `result.level` (SARIF 2.1.0, section 3.27.10). */
export const LEVELS = {
  informational: 'note',
  low: 'note',
  medium: 'warning',
  high: 'error',
  critical: 'error',
} as const satisfies Readonly<Record<Severity, string>>;

/**
 * Code scanning's scores: over 9.0 critical, 7.0 to 8.9 high, 4.0 to 6.9 medium, 0.1 to 3.9 low
 * (https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning).
 * It knows no weaker severity than low.
 */
export const SECURITY_SEVERITIES = {
  informational: '0.1',
  low: '3.0',
  medium: '5.5',
  high: '8.0',
  critical: '9.5',
} as const satisfies Readonly<Record<Severity, string>>;
