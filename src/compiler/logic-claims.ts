import { type Place } from '../diagnostics/diagnostic.js';
import { foldAscii } from '../model/text.js';

/** The path that a claim is about. */
export interface Subject {
  /** Equal for equal paths. */
  readonly key: string;
  readonly label: string;
  readonly place: Place;
  /** Whether a record has one value there at most. */
  readonly isSingle: boolean;
  /** Where every record has one of a few values there: those. */
  readonly values?: readonly string[];
}

/** What a part of a rule says of the values of a path. */
export type Claim =
  /** Some value is one of the texts. */
  | { readonly kind: 'in'; readonly texts: readonly string[]; readonly ignoreCase: boolean }
  /** Some value starts with one of the texts. */
  | { readonly kind: 'prefix'; readonly texts: readonly string[]; readonly ignoreCase: boolean }
  | { readonly kind: 'exists' }
  /** Anything else; equal keys are equal claims. */
  | { readonly kind: 'other'; readonly key: string };

/** A claim, or its opposite. */
export interface Literal {
  readonly subject: Subject;
  readonly claim: Claim;
  readonly holds: boolean;
}

/** Why some literals can't all be true, and the later one of those that clash. */
export interface Contradiction {
  readonly why: string;
  readonly place: Place;
}

type InLiteral = Literal & { readonly claim: Extract<Claim, { kind: 'in' }> };
type TextLiteral = Literal & { readonly claim: Extract<Claim, { kind: 'in' | 'prefix' }> };

/** The first clash among literals that shall all be true; undefined when there is none that is sure. */
export function findContradiction(literals: readonly Literal[]): Contradiction | undefined {
  const bySubject = new Map<string, Literal[]>();
  for (const literal of literals) {
    const group = bySubject.get(literal.subject.key) ?? [];
    group.push(literal);
    bySubject.set(literal.subject.key, group);
  }
  for (const group of bySubject.values()) {
    const found = findMissing(group) ?? findExcluded(group) ?? findDisjoint(group) ?? findOpposites(group) ?? findExhausted(group);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findMissing(group: readonly Literal[]): Contradiction | undefined {
  const there = group.findLast(({ holds, claim }) => holds && claim.kind === 'exists');
  const missing = group.findLast(({ holds, claim }) => !holds && claim.kind === 'exists');
  if (there === undefined || missing === undefined) return undefined;
  return { why: `"${there.subject.label}" can't be missing and have a value`, place: later(there, missing) };
}

/** Every text that a value may be is a text that none may be. */
function findExcluded(group: readonly Literal[]): Contradiction | undefined {
  const excluded = group.filter((literal): literal is InLiteral => !literal.holds && literal.claim.kind === 'in');
  for (const literal of group) {
    const { claim, subject, holds } = literal;
    if (!holds || claim.kind !== 'in') continue;
    if (claim.texts.length === 0) return { why: `"${subject.label}" has nothing left that it could equal`, place: subject.place };
    const isExcluded = claim.texts.every((text) => excluded.some((other) => covers(other.claim, text, claim.ignoreCase)));
    const last = excluded.at(-1);
    if (!isExcluded || last === undefined) continue;
    return { why: `"${subject.label}" can't equal ${listed(claim.texts)} and not equal it`, place: later(literal, last) };
  }
  return undefined;
}

function covers({ texts, ignoreCase }: InLiteral['claim'], text: string, isFolded: boolean): boolean {
  if (ignoreCase) return texts.some((other) => foldAscii(other) === foldAscii(text));
  return !isFolded && texts.includes(text);
}

/** One value can't be in two sets that share nothing. */
function findDisjoint(group: readonly Literal[]): Contradiction | undefined {
  const included = group.filter(
    (literal): literal is TextLiteral =>
      literal.holds && (literal.claim.kind === 'in' || literal.claim.kind === 'prefix') && literal.subject.isSingle,
  );
  for (const [index, right] of included.entries()) {
    const left = included.slice(0, index).find((other) => areDisjoint(other.claim, right.claim));
    if (left === undefined) continue;
    return { why: `"${right.subject.label}" has one value, which can't ${both(left.claim, right.claim)}`, place: later(left, right) };
  }
  return undefined;
}

function both(left: TextLiteral['claim'], right: TextLiteral['claim']): string {
  const verb = { in: 'equal', prefix: 'start with' };
  const other = left.kind === right.kind ? '' : `${verb[right.kind]} `;
  return `${verb[left.kind]} ${other === '' ? 'both ' : ''}${listed(left.texts)} and ${other}${listed(right.texts)}`;
}

function areDisjoint(left: TextLiteral['claim'], right: TextLiteral['claim']): boolean {
  const fold = left.ignoreCase || right.ignoreCase ? foldAscii : (text: string): string => text;
  if (left.kind === 'in' && right.kind === 'in') {
    const texts = new Set(left.texts.map(fold));
    return !right.texts.some((text) => texts.has(fold(text)));
  }
  const mayStart = (part: TextLiteral['claim'], whole: TextLiteral['claim']): boolean =>
    part.kind === 'prefix' && part.texts.some((start) => whole.texts.some((text) => fold(text).startsWith(fold(start))));
  return !mayStart(left, right) && !mayStart(right, left);
}

/** Of a few values, one is always there, and it can't be none of them. What is never a value is reported where it is compared. */
function findExhausted(group: readonly Literal[]): Contradiction | undefined {
  const denied = group.filter(({ holds }) => !holds);
  for (const literal of denied) {
    const { subject, claim } = literal;
    if (subject.values === undefined) return undefined;
    if (claim.kind === 'exists') return { why: `"${subject.label}" is never missing`, place: subject.place };
  }
  const excluded = denied.filter((literal): literal is InLiteral => literal.claim.kind === 'in');
  const [last, values] = [excluded.at(-1), excluded[0]?.subject.values];
  if (last === undefined || values?.every((text) => excluded.some(({ claim }) => covers(claim, text, false))) !== true) return undefined;
  return { why: `"${last.subject.label}" is always one of ${values.map((text) => `"${text}"`).join(', ')}`, place: last.subject.place };
}

function findOpposites(group: readonly Literal[]): Contradiction | undefined {
  for (const literal of group) {
    const { claim, subject, holds } = literal;
    if (!holds || claim.kind !== 'other') continue;
    const opposite = group.find((other) => !other.holds && other.claim.kind === 'other' && other.claim.key === claim.key);
    if (opposite !== undefined) return { why: `"${subject.label}" can't meet one test and its opposite`, place: later(literal, opposite) };
  }
  return undefined;
}

function later({ subject: left }: Literal, { subject: right }: Literal): Place {
  const order = left.place.line - right.place.line || left.place.column - right.place.column;
  return order > 0 ? left.place : right.place;
}

function listed(texts: readonly string[]): string {
  const shown = texts.slice(0, 3).map((text) => `"${text}"`);
  return texts.length > 3 ? `${shown.join(', ')} …` : shown.join(' or ');
}
