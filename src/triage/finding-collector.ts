import { type Explanation, type Finding } from '../model/finding.js';
import { compareSeverity } from '../model/severity.js';
import { compareText } from '../model/text.js';
import { EvidenceTable } from './evidence-table.js';
import { encodeGroupValues } from './group-key.js';
import { type FindingContext, GrowingFinding } from './growing-finding.js';
import { type Match } from './match.js';

/** The findings of one rule. */
interface RuleFindings {
  readonly context: FindingContext;
  /** By the values of the group. */
  readonly findings: Map<string, GrowingFinding>;
}

/** Groups matches into findings. The order of adding makes no difference. */
export class FindingCollector {
  readonly #evidenceLimit: number;
  readonly #rules = new Map<string, RuleFindings>();
  readonly #table = new EvidenceTable();
  readonly #explanations = new WeakMap<Explanation, string>();

  /** @param evidenceLimit how many evidences a finding shows, 0 or more */
  constructor(evidenceLimit: number) {
    this.#evidenceLimit = evidenceLimit;
  }

  /** Gives the match's finding. */
  add(match: Match): Finding {
    const { context, findings } = this.#rules.get(match.rule.info.id) ?? this.#openRule(match);
    const key = encodeGroupValues(match.group);
    const known = findings.get(key);
    known?.add(match);
    const finding = known ?? new GrowingFinding(context, flattened(key), match);
    if (known === undefined) findings.set(key, finding);
    return finding;
  }

  /** The findings so far, by severity (most severe first), rule id and the values of the group; they grow on when more is added. */
  findings(): Finding[] {
    return [...this.#rules.values()]
      .sort(compareRules)
      .flatMap(({ findings }) => [...findings.values()].sort((left, right) => (left.groupKey < right.groupKey ? -1 : 1)));
  }

  #openRule({ rule, group }: Match): RuleFindings {
    const context: FindingContext = {
      info: rule.info,
      fields: group.map(({ field }) => field),
      evidenceLimit: this.#evidenceLimit,
      table: this.#table,
      explanations: this.#explanations,
    };
    const opened: RuleFindings = { context, findings: new Map<string, GrowingFinding>() };
    this.#rules.set(rule.info.id, opened);
    return opened;
  }
}

/**
 * The same key, which is never empty but for no fields. V8 keeps a text put together from others as a tree of them until somebody
 * reads it, and the tree takes three times the memory of the text.
 */
function flattened(key: string): string {
  return key.charCodeAt(0) > 0 ? key : '';
}

function compareRules({ context: left }: RuleFindings, { context: right }: RuleFindings): number {
  return compareSeverity(left.info.severity, right.info.severity) || compareText(left.info.id, right.info.id);
}
