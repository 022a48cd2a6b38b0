/** Sigma's five levels, weakest first, so that comparing indexes compares levels (https://sigmahq.io/docs/basics/rules.html#level). */
export const SEVERITIES = ['informational', 'low', 'medium', 'high', 'critical'] as const;

export type Severity = (typeof SEVERITIES)[number];

export function isSeverity(text: string): text is Severity {
  return (SEVERITIES as readonly string[]).includes(text);
}

export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(threshold);
}

/** Orders the most severe first. */
export function compareSeverity(left: Severity, right: Severity): number {
  return SEVERITIES.indexOf(right) - SEVERITIES.indexOf(left);
}
