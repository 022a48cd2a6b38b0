import { type Evidence, type Finding } from '../../model/finding.js';
import { printable } from '../../model/safe-text.js';
import { artifactUri } from './artifact-uri.js';
import { messageText } from './message-text.js';
import { LEVELS } from './severity-levels.js';
import { type TaxonReference } from './taxonomies.js';

/** A `result` (SARIF 2.1.0, section 3.27) with all evidence: the first event is its location, the others are related ones. */
export function fullResult(finding: Finding, ruleIndex: number, taxa: readonly TaxonReference[]): object {
  const [first, ...others] = finding.evidence;
  return {
    ruleId: finding.ruleId,
    ruleIndex,
    level: LEVELS[finding.severity],
    message: { text: messageText(finding.message) },
    locations: [{ ...(first !== undefined && eventLocation(first)), logicalLocations: logicalLocations(finding, first) }],
    ...(others.length > 0 && { relatedLocations: others.map(relatedLocation) }),
    fingerprints: { 'ctaudit/v1': finding.fingerprint },
    partialFingerprints: { primaryLocationLineHash: finding.fingerprint },
    occurrenceCount: finding.occurrenceCount,
    ...(taxa.length > 0 && { taxa }),
    properties: {
      severity: finding.severity,
      firstSeen: finding.firstSeen,
      lastSeen: finding.lastSeen,
      account: finding.account,
      region: finding.region,
      eventSource: finding.eventSource,
      group: finding.group,
      explanation: finding.explanation,
    },
  };
}

/** SARIF has no place for the hash of a part of an artifact, so the record's own goes into the location's properties. */
function eventLocation({ uri, byteOffset, byteLength, ...event }: Evidence): object {
  return {
    physicalLocation: { artifactLocation: artifactLocation(uri), region: { byteOffset, byteLength } },
    properties: event,
  };
}

function relatedLocation(evidence: Evidence, index: number): object {
  const id = evidence.eventID === '' ? 'without an eventID' : evidence.eventID;
  return {
    id: index + 1,
    message: { text: messageText(`Event ${id} at ${evidence.eventTime || 'an unknown time'}.`) },
    ...eventLocation(evidence),
  };
}

/** Never empty, so that a finding whose evidence is not shown has a place too. */
function logicalLocations({ arns, account, region, eventSource }: Finding, first: Evidence | undefined): object[] {
  return [
    { fullyQualifiedName: printable(`${account}/${region}/${eventSource}`), kind: 'service' },
    ...(first === undefined || first.eventID === '' ? [] : [{ fullyQualifiedName: printable(first.eventID), kind: 'event' }]),
    ...arns.map((arn) => ({ fullyQualifiedName: printable(arn), kind: 'resource' })),
  ];
}

/** `-` is what the user wrote for standard input. */
export function artifactLocation(uri: string): object {
  return uri === '-' ? { uri: '-', description: { text: 'Standard input.' } } : { uri: artifactUri(uri) };
}
