import { type ReadingContext } from '../reading-context.js';
import { quoteForMessage, valueOf, type YamlMapping } from '../yaml/yaml-node.js';

/** Keys whose value is prose for people. */
const PROSE = ['title', 'description', 'remediation', 'message'];

/**
 * Reports prose that ends where YAML sees a comment: all that follows ` #` in a message, and elsewhere what has no blank behind `#`,
 * such as `issue #4`, for `# note` may well be one.
 */
export function reportCutText(rule: YamlMapping, context: ReadingContext): void {
  for (const name of PROSE) {
    const value = valueOf(rule, name);
    if (value?.kind !== 'scalar' || value.style !== 'plain') continue;
    const comment = /^[ \t]+(#[^\r\n]*)/.exec(context.source.text.slice(value.end));
    const cut = comment?.[1];
    if (comment === null || cut === undefined || (name !== 'message' && /^#(?:\s|$)/.test(cut))) continue;
    const start = value.end + comment[0].length - cut.length;
    const message = `YAML reads ${quoteForMessage(cut)} as a comment: "${name}" ends before it`;
    context.report('CTA1011', context.source.place(start, start + cut.length), message, 'put the whole text in quotes');
  }
}
