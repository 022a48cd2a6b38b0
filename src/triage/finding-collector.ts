import { type Evidence, type Finding, type GroupValue } from '../model/finding.js';
import { type RuleInfo } from '../model/rule-info.js';
import { compareSeverity } from '../model/severity.js';
import { compareText } from '../model/text.js';
import { formatTime } from '../model/time.js';
import { compareEvidence, EvidenceTable, type TimedEvidence } from './evidence-table.js';
import { encodeGroup, fingerprint } from './fingerprint.js';
import { type Match, type MatchDescription } from './match.js';

/** A finding that is still growing. */
interface Draft {
  readonly info: RuleInfo;
  readonly group: readonly GroupValue[];
  readonly fingerprint: string;
  occurrenceCount: number;
  /** Milliseconds; undefined until a match has a valid time. */
  first: number | undefined;
  last: number | undefined;
  /** Rows of the evidence table, smallest evidence first; never empty. */
  readonly rows: number[];
  /** The largest evidence, so that most matches are turned away after one comparison. */
  largest: TimedEvidence;
  /** JSON of the smallest one's `Description`: a tree of objects would take several times its bytes. */
  description: string;
}

type Description = MatchDescription & Pick<Match, 'eventSource'>;

/**
 * Groups matches into findings. The order of adding makes no difference. Holds, for each finding, what its smallest `evidenceLimit`
 * evidences and its description take (about 2 KB), and nothing for each further match.
 */
export class FindingCollector {
  readonly #evidenceLimit: number;
  readonly #drafts = new Map<string, Draft>();
  readonly #table = new EvidenceTable();

  /** @param evidenceLimit how many evidences a finding shows, 0 or more */
  constructor(evidenceLimit: number) {
    this.#evidenceLimit = evidenceLimit;
  }

  /** Gives the fingerprint of the match's finding. */
  add(match: Match): string {
    const key = encodeGroup(match.rule.info.id, match.group);
    const draft = this.#drafts.get(key) ?? this.#open(key, match);
    draft.occurrenceCount += 1;
    if (match.time !== undefined) {
      draft.first = Math.min(draft.first ?? match.time, match.time);
      draft.last = Math.max(draft.last ?? match.time, match.time);
    }
    if (draft.occurrenceCount > 1) this.#keepIfSmall(draft, match);
    return draft.fingerprint;
  }

  /**
   * The findings so far, by severity (most severe first), rule id and fingerprint. `evidence` and `explanation` are made anew each
   * time they are read, so that a long report never holds all of them: read each once.
   */
  findings(): Finding[] {
    const drafts = [...this.#drafts.values()];
    return drafts.sort(compareDrafts).map((draft) => this.#finish(draft));
  }

  #open(key: string, match: Match): Draft {
    const evidence = toEvidence(match);
    const draft: Draft = {
      info: match.rule.info,
      group: match.group,
      fingerprint: fingerprint(match.rule.info.id, match.group),
      occurrenceCount: 0,
      first: undefined,
      last: undefined,
      rows: [this.#table.add(evidence)],
      largest: evidence,
      description: describe(match),
    };
    this.#drafts.set(key, draft);
    return draft;
  }

  #keepIfSmall(draft: Draft, match: Match): void {
    const evidence = toEvidence(match);
    // The smallest is kept even when no evidence is shown, because it says which match describes the finding.
    const full = draft.rows.length >= Math.max(1, this.#evidenceLimit);
    if (full && compareEvidence(evidence, draft.largest) >= 0) return;
    const at = this.#position(draft, evidence);
    const row = full ? draft.rows.pop() : undefined;
    if (row !== undefined) this.#table.replace(row, evidence);
    draft.rows.splice(at, 0, row ?? this.#table.add(evidence));
    draft.largest = this.#table.read(draft.rows.at(-1) ?? 0);
    if (at === 0) draft.description = describe(match);
  }

  /** The first position whose evidence is larger. */
  #position({ rows }: Draft, evidence: TimedEvidence): number {
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareEvidence(this.#table.read(rows[middle] ?? 0), evidence) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #finish(draft: Draft): Finding {
    const table = this.#table;
    const shown = draft.rows.slice(0, this.#evidenceLimit);
    const { message, arns, account, region, eventSource } = readDescription(draft.description);
    return {
      ruleId: draft.info.id,
      severity: draft.info.severity,
      message,
      fingerprint: draft.fingerprint,
      group: draft.group,
      occurrenceCount: draft.occurrenceCount,
      firstSeen: draft.first === undefined ? '' : formatTime(draft.first),
      lastSeen: draft.last === undefined ? '' : formatTime(draft.last),
      get evidence() {
        return shown.map((row) => withoutTime(table.read(row)));
      },
      get explanation() {
        return readDescription(draft.description).explanation;
      },
      arns,
      account,
      region,
      eventSource,
    };
  }
}

function toEvidence({ place, eventID, eventTime, sha256, time }: Match): TimedEvidence {
  return { ...place, eventID, eventTime, sha256, time };
}

function withoutTime(evidence: TimedEvidence): Evidence {
  const { uri, index, byteOffset, byteLength, within, eventID, eventTime, sha256 } = evidence;
  return { uri, index, byteOffset, byteLength, ...(within !== undefined && { within }), eventID, eventTime, sha256 };
}

function describe(match: Match): string {
  const description: Description = { ...match.describe(), eventSource: match.eventSource };
  return JSON.stringify(description);
}

function readDescription(json: string): Description {
  return JSON.parse(json) as Description; // `describe` alone wrote it
}

function compareDrafts(left: Draft, right: Draft): number {
  return (
    compareSeverity(left.info.severity, right.info.severity) ||
    compareText(left.info.id, right.info.id) ||
    compareText(left.fingerprint, right.fingerprint)
  );
}
