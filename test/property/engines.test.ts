import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { FastEngine } from '../../src/engine/fast-engine.js';
import { type Engine } from '../../src/engine/hit.js';
import { OracleEngine } from '../../src/engine/oracle/oracle-engine.js';
import { type RuleSet } from '../../src/ir/rule-set.js';
import { type GroupValue } from '../../src/model/finding.js';
import { type JsonObject } from '../../src/model/json.js';
import { record } from './arbitraries.js';
import { ruleSet } from './rule-arbitraries.js';
import { runs } from './runs.js';

const SECONDS = 60;
const records = fc.array(record, { minLength: 1, maxLength: 4 });

interface Answer {
  readonly hits: readonly {
    readonly rule: string;
    readonly event: number;
    readonly excepted: boolean;
    readonly group: readonly GroupValue[];
    readonly message: string;
    readonly explanation: unknown;
  }[];
  readonly truncated: readonly number[];
}

async function answer(engine: Engine, events: readonly JsonObject[]): Promise<Answer> {
  const { hits, truncated } = await engine.evaluate(events);
  return {
    hits: hits.map((hit) => ({
      rule: hit.rule.info.id,
      event: hit.event,
      excepted: hit.excepted,
      group: hit.group,
      message: hit.message(),
      explanation: hit.explanation,
    })),
    truncated: [...truncated],
  };
}

const withoutIndex = ({ rules, fields }: RuleSet): RuleSet => ({ rules: rules.map((rule) => ({ ...rule, index: {} })), fields });

/** Counts, so that a property about matches cannot hold because there are none. */
class Seen {
  matches = 0;
  events = 0;

  add({ hits }: Answer, events: readonly unknown[]): void {
    this.matches += hits.length;
    this.events += events.length;
  }
}

describe('for generated rules and records', () => {
  test(
    'both engines give the same hits, exceptions, groups, messages and explanations',
    async () => {
      const seen = new Seen();
      await fc.assert(
        fc.asyncProperty(ruleSet, records, async (rules, events) => {
          const fast = await answer(new FastEngine(rules), events);
          expect(await answer(new OracleEngine(rules), events)).toEqual(fast);
          seen.add(fast, events);
        }),
        runs(500),
      );
      expect(seen.matches).toBeGreaterThan(seen.events / 10);
    },
    SECONDS * 1000,
  );

  test(
    'the index hides no match',
    async () => {
      const seen = new Seen();
      await fc.assert(
        fc.asyncProperty(ruleSet, records, async (rules, events) => {
          const indexed = await answer(new FastEngine(rules), events);
          expect(await answer(new FastEngine(withoutIndex(rules)), events)).toEqual(indexed);
          seen.add(indexed, events);
        }),
        runs(500),
      );
      expect(seen.matches).toBeGreaterThan(seen.events / 10);
    },
    SECONDS * 1000,
  );
});

describe('for the fast engine', () => {
  test(
    'a batch gives what its records give one by one, in whatever order they came before',
    async () => {
      await fc.assert(
        fc.asyncProperty(ruleSet, records, async (rules, events) => {
          const engine = new FastEngine(rules);
          const together = await answer(engine, events);
          for (const [event, each] of [...events.entries()].reverse()) {
            const alone = await answer(engine, [each]);
            expect(alone.hits).toEqual(together.hits.filter((hit) => hit.event === event).map((hit) => ({ ...hit, event: 0 })));
          }
        }),
        runs(200),
      );
    },
    SECONDS * 1000,
  );

  test(
    'rules that went through JSON mean the same',
    async () => {
      await fc.assert(
        fc.asyncProperty(ruleSet, records, async (rules, events) => {
          const sent = JSON.parse(JSON.stringify(rules)) as RuleSet;
          expect(sent).toEqual(rules);
          expect(await answer(new FastEngine(sent), events)).toEqual(await answer(new FastEngine(rules), events));
        }),
        runs(200),
      );
    },
    SECONDS * 1000,
  );
});
