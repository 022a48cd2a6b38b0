import { type Evidence, type Finding } from '../../model/finding.js';
import { printable } from '../../model/safe-text.js';
import { virtualUri } from './artifact-uri.js';
import { cutText, messageText } from './message-text.js';
import { LEVELS } from './severity-levels.js';

/** A message of an attacker's length would fill the alert. */
const MAX_MESSAGE = 1000;
const MAX_URI = 500;

/**
 * A `result` as code scanning needs it. Byte offsets are ignored there and a log file is no file of the repository, so the message
 * names the first event, and the location is a stable path that stands for the account, the Region and the service.
 */
export function githubResult(finding: Finding, ruleIndex: number): object {
  const message = cutText(printable(finding.message), MAX_MESSAGE);
  return {
    ruleId: finding.ruleId,
    ruleIndex,
    level: LEVELS[finding.severity],
    message: { text: [message, occurrences(finding), firstEvent(finding.evidence[0])].filter(Boolean).map(messageText).join('\n') },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: virtualUri(finding) },
          // All four are asked for; a log file is one long line.
          region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 },
        },
      },
    ],
    partialFingerprints: { primaryLocationLineHash: finding.fingerprint },
    occurrenceCount: finding.occurrenceCount,
  };
}

function occurrences({ occurrenceCount, unit = 'event', firstSeen, lastSeen }: Finding): string {
  const events = occurrenceCount === 1 ? `1 ${unit}` : `${occurrenceCount} ${unit}s`;
  if (firstSeen === '') return `${events}.`;
  return firstSeen === lastSeen ? `${events}, at ${firstSeen}.` : `${events}, from ${firstSeen} to ${lastSeen}.`;
}

function firstEvent(evidence: Evidence | undefined): string {
  if (evidence === undefined) return '';
  const id = evidence.eventID === '' ? '' : `, eventID ${cutText(printable(evidence.eventID), MAX_URI)}`;
  return `First event: ${cutText(printable(evidence.uri), MAX_URI)} at byte ${evidence.byteOffset}${id}.`;
}
