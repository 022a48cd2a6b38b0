import { type RuleInfo } from '../../model/rule-info.js';
import { printable } from '../../model/safe-text.js';
import { type SarifProfile } from '../reporter.js';
import { cutText, messageText } from './message-text.js';
import { LEVELS, SECURITY_SEVERITIES } from './severity-levels.js';
import { type Taxonomies } from './taxonomies.js';

/** Code scanning refuses a short or full description of more characters; escaping may double their number. */
const MAX_DESCRIPTION = 1024;
/** Code scanning shows ten tags of a rule and refuses more than twenty. */
const MAX_TAGS = 10;

/** A `reportingDescriptor` (SARIF 2.1.0, section 3.49). */
export function ruleDescriptor(rule: RuleInfo, taxonomies: Taxonomies, profile: SarifProfile): object {
  const references = rule.references.filter(isWebPage);
  const taxa = taxonomies.of(rule);
  return {
    id: rule.id,
    name: pascalCase(rule.id),
    shortDescription: { text: shortText(rule.title || rule.id) },
    fullDescription: { text: shortText(rule.description || rule.title || rule.id) },
    help: { text: helpText(rule), markdown: helpMarkdown(rule) },
    ...(references[0] !== undefined && { helpUri: references[0] }),
    defaultConfiguration: { level: LEVELS[rule.severity] },
    ...(profile === 'full' && taxa.length > 0 && { relationships: taxa.map((target) => ({ target, kinds: ['relevant'] })) }),
    properties: {
      'security-severity': SECURITY_SEVERITIES[rule.severity],
      ...(profile === 'full' && { severity: rule.severity }),
      tags: tagsOf(
        rule,
        taxa.map(({ id, toolComponent }) => `${toolComponent.name}/${id}`),
        profile,
      ),
    },
  };
}

/** A missing severity would show a finding as a fault of quality: code scanning asks for the tag `security`. */
function tagsOf(rule: RuleInfo, taxa: readonly string[], profile: SarifProfile): string[] {
  const tags = profile === 'full' ? ['security', ...rule.tags] : ['security', ...taxa, ...rule.tags];
  const unique = [...new Set(tags.map(printable))];
  return profile === 'full' ? unique : unique.slice(0, MAX_TAGS);
}

function shortText(text: string): string {
  const whole = messageText(cutText(printable(text), MAX_DESCRIPTION));
  return whole.length <= MAX_DESCRIPTION ? whole : messageText(cutText(printable(text), MAX_DESCRIPTION / 2));
}

interface HelpSection {
  readonly heading: string;
  readonly lines: readonly string[];
}

function helpSections(rule: RuleInfo): HelpSection[] {
  return [
    { heading: 'Description', lines: [rule.description || rule.title || rule.id] },
    { heading: 'Remediation', lines: rule.remediation === '' ? [] : [rule.remediation] },
    { heading: 'False positives', lines: rule.falsePositives },
    { heading: 'References', lines: rule.references },
  ].filter(({ lines }) => lines.length > 0);
}

function helpText(rule: RuleInfo): string {
  return helpSections(rule)
    .map(({ heading, lines }) => [`${heading}:`, ...lines.map(messageText)].join('\n'))
    .join('\n\n');
}

function helpMarkdown(rule: RuleInfo): string {
  const sections = helpSections(rule).map(({ heading, lines }) => {
    const texts = lines.map((line) => (isWebPage(line) ? `<${line}>` : markdownText(line)));
    return [`## ${heading}`, '', ...(texts.length === 1 ? texts : texts.map((text) => `- ${text}`))].join('\n');
  });
  return `# ${markdownText(rule.title || rule.id)}\n\n${sections.join('\n\n')}\n`;
}

/** SARIF forbids HTML in Markdown (section 3.11.4.2), and a pack may come from a stranger: every sign of Markdown is taken literally. */
function markdownText(text: string): string {
  return printable(text)
    .replace(/[\\`*_[\]<>#|~!]/g, '\\$&')
    .replace(/[{}]/g, '$&$&');
}

function isWebPage(text: string): boolean {
  return /^https?:\/\/[A-Za-z0-9.-]+(?:[/?#][A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]*)?$/.test(text);
}

/** A name as SARIF's rules have it: `RootUserActivity` of `root-user-activity`. */
export function pascalCase(id: string): string {
  return id.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, first: string) => first.toUpperCase());
}
