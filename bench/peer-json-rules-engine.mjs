// json-rules-engine as its documentation uses it: all rules in one engine, which runs on one event after the other. Prints the matches.
//
//   node peer-json-rules-engine.mjs LINES PLAN
import { readFileSync } from 'node:fs';

import { Engine } from 'json-rules-engine';

const [lines, plan] = process.argv.slice(2);
const { kinds, types } = JSON.parse(readFileSync(plan, 'utf8'));
const engine = new Engine([], { allowUndefinedFacts: true });
kinds.forEach(({ eventSource, eventName }, i) =>
  engine.addRule({
    conditions: {
      all: [
        { fact: 'eventSource', operator: 'equal', value: eventSource },
        { fact: 'eventName', operator: 'equal', value: eventName },
        { fact: 'userIdentity', path: '$.type', operator: 'in', value: types },
      ],
    },
    event: { type: `r${i}` },
  }),
);
let matches = 0;
for (const line of readFileSync(lines, 'utf8').split('\n')) if (line !== '') matches += (await engine.run(JSON.parse(line))).events.length;
console.log(matches);
