import { type PolicyResult, type ScanReport } from '../../model/report.js';
import { type RuleInfo } from '../../model/rule-info.js';
import { messageText } from './message-text.js';

/** A taxon of one of the run's taxonomies, as rules and results refer to it. */
export interface TaxonReference {
  readonly id: string;
  readonly index: number;
  readonly toolComponent: { readonly name: string; readonly index: number };
}

interface Taxon {
  readonly id: string;
  readonly name?: string;
  readonly shortDescription?: { readonly text: string };
  readonly helpUri?: string;
}

interface Taxonomy {
  readonly name: string;
  readonly fullName?: string;
  readonly organization?: string;
  readonly informationUri?: string;
  readonly shortDescription: { readonly text: string };
  readonly isComprehensive: false;
  readonly taxa: readonly Taxon[];
}

export interface Taxonomies {
  readonly components: readonly Taxonomy[];
  /** The taxa of a rule: ATT&CK techniques, then controls. */
  of(rule: RuleInfo): readonly TaxonReference[];
}

const ATTACK = 'MITRE ATT&CK';
const TECHNIQUE = /^T(\d{4})(?:\.(\d{3}))?$/;

/** The techniques that rules name, and the controls of the policy that ran. */
export function deriveTaxonomies({ rules, policy }: Pick<ScanReport, 'rules' | 'policy'>): Taxonomies {
  const techniques = [...new Set(rules.flatMap(({ attack }) => attack))].sort();
  const components = [
    ...(techniques.length > 0 ? [attackTaxonomy(techniques)] : []),
    ...(policy === undefined ? [] : [policyTaxonomy(policy)]),
  ];
  const reference = (name: string, id: string): TaxonReference[] => {
    const index = components.findIndex((component) => component.name === name);
    const taxon = components[index]?.taxa.findIndex((candidate) => candidate.id === id) ?? -1;
    return taxon < 0 ? [] : [{ id, index: taxon, toolComponent: { name, index } }];
  };
  return {
    components,
    of: (rule) => [
      ...rule.attack.flatMap((technique) => reference(ATTACK, technique)),
      ...controlsOf(rule.id, policy).flatMap(({ id }) => reference(policy?.id ?? '', id)),
    ],
  };
}

/** The controls that a rule counts for. */
function controlsOf(ruleId: string, policy: PolicyResult | undefined): PolicyResult['controls'] {
  return (policy?.controls ?? []).filter(({ rules }) => rules.includes(ruleId));
}

function attackTaxonomy(techniques: readonly string[]): Taxonomy {
  return {
    name: ATTACK,
    organization: 'MITRE',
    informationUri: 'https://attack.mitre.org/',
    shortDescription: { text: 'Tactics and techniques of adversaries, from observations of real attacks.' },
    isComprehensive: false,
    taxa: techniques.map((id) => ({ id, ...techniquePage(id) })),
  };
}

function techniquePage(id: string): Pick<Taxon, 'helpUri'> {
  const match = TECHNIQUE.exec(id);
  if (match === null) return {};
  const [, technique = '', sub] = match;
  return { helpUri: `https://attack.mitre.org/techniques/T${technique}/${sub === undefined ? '' : `${sub}/`}` };
}

function policyTaxonomy({ id, title, controls }: PolicyResult): Taxonomy {
  return {
    name: id,
    fullName: messageText(title),
    shortDescription: { text: messageText(title) },
    isComprehensive: false,
    taxa: controls.map((control) => ({ id: control.id, shortDescription: { text: messageText(control.title) } })),
  };
}
