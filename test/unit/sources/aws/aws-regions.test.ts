import { expect, test } from '@jest/globals';

import { isOptInRegion, isRegionName, regionsOfPartition } from '../../../../src/sources/aws/aws-regions.js';

test.each(regionsOfPartition('aws'))('%s has a name of the form that a Region has', (region) => {
  expect(isRegionName(region)).toBe(true);
});

test('Regions that were there before March 2019 are in every account', () => {
  expect(regionsOfPartition('aws').filter((region) => !isOptInRegion(region))).toHaveLength(17);
  expect(isOptInRegion('us-gov-west-1')).toBe(false);
});

test('a partition that is not known has none', () => {
  expect(regionsOfPartition('aws-iso')).toEqual([]);
});
