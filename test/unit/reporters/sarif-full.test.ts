import { describe, expect, test } from '@jest/globals';
import { evidence, hostileReport, policy, scanReport } from './fixtures.js';
import { resultOf, runOf } from './sarif-run.js';

describe('The full SARIF profile', () => {
  test('keeps the place and the hash of every event', () => {
    const { locations, relatedLocations } = resultOf(scanReport(), 'full');
    expect(locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: evidence().uri },
      region: { byteOffset: 8120, byteLength: 1310 },
    });
    expect(locations[0]?.properties).toEqual({
      index: 7,
      eventID: evidence().eventID,
      eventTime: '2023-07-10T12:00:05Z',
      sha256: evidence().sha256,
    });
    expect(relatedLocations?.map(({ physicalLocation }) => physicalLocation?.region)).toEqual([{ byteOffset: 12_000, byteLength: 1310 }]);
  });

  test('names the service, the event and the resources as logical locations', () => {
    expect(resultOf(scanReport(), 'full').locations[0]?.logicalLocations).toEqual([
      { fullyQualifiedName: '111122223333/us-east-1/signin.amazonaws.com', kind: 'service' },
      { fullyQualifiedName: evidence().eventID, kind: 'event' },
      { fullyQualifiedName: 'arn:aws:iam::111122223333:root', kind: 'resource' },
    ]);
  });

  test('encodes the name of a file, whatever it holds', () => {
    const { locations, relatedLocations } = resultOf(hostileReport(), 'full');
    const uris = [...locations, ...(relatedLocations ?? [])].map(({ physicalLocation }) => physicalLocation?.artifactLocation.uri);
    expect(uris[0]).toMatch(/^logs\/[A-Za-z0-9%._~-]+\/[A-Za-z0-9%._~-]+\/a%20b%23c%2541\.json$/);
    expect(uris.slice(1)).toEqual(['-', 'file:///var/log/x%20y.json']);
  });

  test('relates rules and results to ATT&CK and to the controls of the policy', () => {
    const run = runOf(scanReport({ policy }), 'full');
    expect(run.taxonomies?.map(({ name, taxa }) => [name, taxa.map(({ id }) => id)])).toEqual([
      ['MITRE ATT&CK', ['T1078.004']],
      ['cis-aws-foundations-3.0', ['4.2', '4.3', '4.7', '4.9']],
    ]);
    expect(run.results[0]?.taxa).toEqual([
      { id: 'T1078.004', index: 0, toolComponent: { name: 'MITRE ATT&CK', index: 0 } },
      { id: '4.3', index: 1, toolComponent: { name: 'cis-aws-foundations-3.0', index: 1 } },
    ]);
  });

  test('has the count, the times and the explanation', () => {
    const { occurrenceCount, properties } = resultOf(scanReport(), 'full');
    expect(occurrenceCount).toBe(2);
    expect(properties).toMatchObject({
      firstSeen: '2023-07-10T12:00:05Z',
      lastSeen: '2023-07-12T09:30:00Z',
      explanation: { kind: 'all', holds: true },
    });
  });
});
