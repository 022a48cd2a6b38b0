import { Ansis } from 'ansis';
import { type Severity } from '../../model/severity.js';

export type Paint = (text: string) => string;

/** How the table is drawn: its width in columns, and its colours, which are no change at all in a pipe. */
export interface View {
  readonly width: number;
  readonly heading: Paint;
  readonly quiet: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  readonly doubtful: Paint;
  readonly severity: Readonly<Record<Severity, Paint>>;
}

/** Narrower than this nothing fits; wider lines are hard to read. */
const WIDTHS = { least: 64, most: 160 } as const;

export function createView({ color, width }: { readonly color: boolean; readonly width: number }): View {
  const paint = new Ansis(color ? 1 : 0);
  return {
    width: Math.min(Math.max(width, WIDTHS.least), WIDTHS.most),
    heading: (text) => paint.bold(text),
    quiet: (text) => paint.gray(text),
    good: (text) => paint.bold.green(text),
    bad: (text) => paint.bold.red(text),
    doubtful: (text) => paint.bold.yellow(text),
    severity: {
      critical: (text) => paint.bold.magenta(text),
      high: (text) => paint.bold.red(text),
      medium: (text) => paint.bold.yellow(text),
      low: (text) => paint.bold.cyan(text),
      informational: (text) => paint.bold.blue(text),
    },
  };
}
