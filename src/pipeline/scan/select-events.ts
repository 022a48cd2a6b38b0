import { type JsonObject } from '../../model/json.js';
import { textOf } from '../../model/text.js';

/** Which events a scan is about. */
export interface Selection {
  /** Milliseconds since 1970: eventTime at or after it. */
  readonly since?: number;
  /** Milliseconds since 1970: eventTime before it. */
  readonly until?: number;
  /** Account IDs: recipientAccountId, or else identity.account, is one of them. */
  readonly accounts: readonly string[];
  /** awsRegion is one of them. */
  readonly regions: readonly string[];
}

/** Whether an event is selected. A record without a valid time is kept by any time selection: it cannot be shown to lie outside. */
export function eventSelector(
  selection: Selection,
  accountOf: (record: JsonObject) => string | undefined,
): (record: JsonObject, time: number | undefined) => boolean {
  const { since = -Infinity, until = Infinity } = selection;
  const accounts = new Set(selection.accounts);
  const regions = new Set(selection.regions);
  return (record, time) => {
    if (time !== undefined && (time < since || time >= until)) return false;
    if (regions.size > 0 && !regions.has(textOf(record['awsRegion']) ?? '')) return false;
    return accounts.size === 0 || accounts.has(textOf(record['recipientAccountId']) ?? accountOf(record) ?? '');
  };
}
