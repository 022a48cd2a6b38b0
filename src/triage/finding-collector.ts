import { type Finding } from '../model/finding.js';
import { compareSeverity } from '../model/severity.js';
import { compareText } from '../model/text.js';
import { FindingTable } from './finding-table.js';
import { type Match } from './match.js';
import { groupFields } from './group-key.js';
import { type FindingContext, type IntegrityOf, StoredFinding } from './stored-finding.js';

/** The findings of one rule. */
interface RuleFindings {
  readonly context: FindingContext;
  /** Rows of the table, by the keys of groups. */
  readonly rows: Map<string, number>;
}

/** Groups matches into findings. The order of adding makes no difference. */
export class FindingCollector {
  readonly #rules = new Map<string, RuleFindings>();
  readonly #table: FindingTable;
  readonly #integrityOf: IntegrityOf | undefined;

  /** @param evidenceLimit how many evidences a finding shows, 0 or more */
  constructor(evidenceLimit: number, integrityOf?: IntegrityOf) {
    this.#integrityOf = integrityOf;
    this.#table = new FindingTable(evidenceLimit);
  }

  add(match: Match): void {
    const { rows } = this.#rules.get(match.rule.info.id) ?? this.#openRule(match);
    const row = rows.get(match.groupKey);
    if (row === undefined) rows.set(flattened(match.groupKey), this.#table.open(match));
    else this.#table.add(row, match);
  }

  /** The findings so far, by severity (most severe first), rule id and the values of the group; they grow on when more is added. */
  findings(): Finding[] {
    return [...this.#rules.values()]
      .sort(compareRules)
      .flatMap(({ context, rows }) => [...rows.keys()].sort().map((key) => new StoredFinding(context, key, rows.get(key) ?? NaN)));
  }

  #openRule({ rule }: Match): RuleFindings {
    const context: FindingContext = { info: rule.info, fields: groupFields(rule), table: this.#table, integrityOf: this.#integrityOf };
    const opened: RuleFindings = { context, rows: new Map<string, number>() };
    this.#rules.set(rule.info.id, opened);
    return opened;
  }
}

/**
 * The same key, which is never empty. V8 keeps a text put together from others as a tree of them until somebody
 * reads it, and the tree takes three times the memory of the text.
 */
function flattened(key: string): string {
  return key.charCodeAt(0) >= 0 ? key : '';
}

function compareRules({ context: left }: RuleFindings, { context: right }: RuleFindings): number {
  return compareSeverity(left.info.severity, right.info.severity) || compareText(left.info.id, right.info.id);
}
