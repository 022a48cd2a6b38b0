import { describe, expect, test } from '@jest/globals';

import { digestKeyAt, isLogKey, parseDigestKey, splitKey, timeOfLog } from '../../../src/integrity/trail-key.js';

const DIGEST =
  'AWSLogs/o-exampleorgid/111122223333/CloudTrail-Digest/us-east-1/2015/08/17/111122223333_CloudTrail-Digest_us-east-1_my_trail-1_eu-west-1_20150817T235931Z.json.gz';

describe('splitKey', () => {
  test.each<{ name: string; key: string; expected: ReturnType<typeof splitKey> }>([
    { name: 'a plain key', key: 'AWSLogs/a/b', expected: { prefix: '', key: 'AWSLogs/a/b' } },
    { name: 'a prefix', key: 'p/q/AWSLogs/a', expected: { prefix: 'p/q/', key: 'AWSLogs/a' } },
    { name: 'a prefix with AWSLogs', key: 'AWSLogs/x/AWSLogs/a', expected: { prefix: 'AWSLogs/x/', key: 'AWSLogs/a' } },
    { name: 'no AWSLogs', key: 'logs/a', expected: undefined },
    { name: 'another name that ends so', key: 'myAWSLogs/a', expected: undefined },
    { name: 'a way up', key: 'AWSLogs/../a', expected: undefined },
    { name: 'an empty part', key: 'AWSLogs//a', expected: undefined },
    { name: 'a zero byte', key: 'AWSLogs/a\0', expected: undefined },
  ])('of $name', ({ key, expected }) => {
    expect(splitKey(key)).toEqual(expected);
  });
});

describe('The name of a digest', () => {
  test('says account, Regions, trail and time', () => {
    expect(parseDigestKey(DIGEST)).toEqual({
      key: DIGEST,
      account: '111122223333',
      region: 'us-east-1',
      trail: 'my_trail-1',
      homeRegion: 'eu-west-1',
      end: Date.parse('2015-08-17T23:59:31Z'),
      isBackfill: false,
    });
  });

  test('says whether it is a backfill', () => {
    expect(parseDigestKey(DIGEST.replace('Z.json', 'Z_backfill.json'))).toMatchObject({ trail: 'my_trail-1', isBackfill: true });
  });

  test('of an hour later lies in the folder of its day', () => {
    const name = parseDigestKey(DIGEST);
    if (name === undefined) throw new Error('no digest');
    expect(digestKeyAt(name, name.end + 3_600_000)).toBe(DIGEST.replace('08/17', '08/18').replace('20150817T235931', '20150818T005931'));
  });

  test.each(['AWSLogs/x.json.gz', DIGEST.replace('.gz', ''), DIGEST.replace('0817T', '0832T'), DIGEST.replace('111122223333_', '1_')])(
    'is not %s',
    (key) => {
      expect(parseDigestKey(key)).toBeUndefined();
    },
  );
});

describe('The time of a log', () => {
  const folder = 'AWSLogs/111122223333/CloudTrail/us-east-1/2015/08/17/';

  test.each([
    { name: '111122223333_CloudTrail_us-east-1_20150817T1445Z_9nYN7gp2eWAJHIfT.json.gz', time: '2015-08-17T14:45:00Z', isLog: true },
    {
      name: '111122223333_CloudTrail-Insight_us-east-1_20150817T1445Z_9nYN7gp2eWAJHIfT.json.gz',
      time: '2015-08-17T14:45:00Z',
      isLog: true,
    },
    { name: 'evil.json.gz', time: '2015-08-17T00:00:00Z', isLog: false },
  ])('$name is $time', ({ name, time, isLog }) => {
    expect([timeOfLog(folder + name), isLogKey(folder + name)]).toEqual([Date.parse(time), isLog]);
  });
});
