import { printable } from '../../model/safe-text.js';
import { VERIFY_CODES, type VerifyFinding, type VerifyLevel } from '../../model/verify-report.js';
import { BLANK, type Block, paragraph, type Piece } from '../table/block.js';
import { type Paint, type View } from '../table/view.js';
import { countOf } from '../table/wording.js';

const SHOWN = 50;
/** Columns of a code and the gap after it. */
const CODE = 9;

const HEADINGS: Readonly<Record<VerifyLevel, string>> = { error: 'error', warning: 'warning', note: 'note' };

/** Errors first: what was found, where, and why it is so. */
export function renderVerifyFindings(findings: readonly VerifyFinding[], view: View): readonly Block[] {
  const paints: Readonly<Record<VerifyLevel, Paint>> = { error: view.bad, warning: view.doubtful, note: view.quiet };
  const levels = (['error', 'warning', 'note'] as const).map((level) => findings.filter((finding) => finding.level === level));
  return levels
    .filter(([first]) => first !== undefined)
    .flatMap((group, index) => [...(index > 0 ? [BLANK] : []), ...renderLevel(group, paints, view)]);
}

function renderLevel(findings: readonly VerifyFinding[], paints: Readonly<Record<VerifyLevel, Paint>>, view: View): readonly Block[] {
  const level = findings[0]?.level ?? 'note';
  const rest = findings.slice(SHOWN);
  return [
    paragraph(countOf(countFindings(findings), HEADINGS[level]), paints[level]),
    BLANK,
    ...findings.slice(0, SHOWN).map((finding) => renderFinding(finding, paints[level])),
    ...(rest.length === 0
      ? []
      : [
          paragraph(
            `${countOf(countFindings(rest), `more ${HEADINGS[level]}`)} not listed here: the json and sarif reports name them.`,
            view.quiet,
            2,
          ),
        ]),
  ];
}

/** One entry may stand for several findings. */
export function countFindings(findings: readonly VerifyFinding[]): number {
  return findings.reduce((sum, { count }) => sum + (count ?? 1), 0);
}

function renderFinding({ code, uri, account, region, message }: VerifyFinding, paint: Paint): Block {
  const place = [account, region].filter((text) => text !== '').join(' ');
  const where: readonly Piece[] =
    uri === '' ? (place === '' ? [] : [{ text: printable(place) }]) : [{ text: printable(uri), tooLong: 'shorten-start' }];
  const title = VERIFY_CODES[code].title;
  const pieces: readonly Piece[] = [
    { text: `${title.charAt(0).toUpperCase()}${title.slice(1)}`, paint },
    ...where,
    { text: printable(message) },
  ];
  return { kind: 'text', indent: 2, label: { text: code, paint, width: CODE }, pieces };
}
