import { type CloudTrailRecord } from '../model/event.js';
import { isJsonObject } from '../model/json.js';
import { textOf } from '../model/text.js';

/** Said of a match that rests on what requestParameters do not hold, where they were not recorded at all. */
const NOTE = ' (parameters not recorded)';

/**
 * CloudTrail leaves out a request that is too large (`requestParameters.omitted`) and writes null after some failed calls: a rule that asks
 * for the absence of a parameter then holds for want of a record, which a reader has to know.
 */
export function absentRequestNote(record: CloudTrailRecord): string {
  const request = record['requestParameters'];
  if (isJsonObject(request)) return textOf(request['omitted']) === 'true' ? NOTE : '';
  const isRefused = (textOf(record['errorCode']) ?? '') !== '';
  return isRefused && (request === null || request === undefined) ? NOTE : '';
}
