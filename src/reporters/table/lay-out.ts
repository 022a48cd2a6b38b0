import { type Block, type TextBlock } from './block.js';
import { chooseFitter } from './choose-fitter.js';
import { type TextFitter } from './fit-text.js';

/** Breaks blocks into lines of at most `width` columns. What draws columns and measures unusual text is loaded where it is first needed. */
export async function* layOut(blocks: Iterable<Block>, width: number): AsyncIterable<string> {
  for (const block of blocks) yield* await linesOf(block, width);
}

async function linesOf(block: Block, width: number): Promise<readonly string[]> {
  if (block.kind === 'text') return layOutText(block, width);
  const { drawColumns, LEAST_ROOM } = await import('./draw-columns.js');
  return drawColumns(block, width, await chooseFitter(block.rows.flat(), LEAST_ROOM));
}

async function layOutText(block: TextBlock, width: number): Promise<readonly string[]> {
  const { indent = 0, label } = block;
  const margin = indent + (label?.width ?? 0);
  const room = width - margin;
  const lines = fit(block, room, await chooseFitter(block.pieces, room));
  if (label === undefined) return lines.map((line) => ' '.repeat(margin) + line);
  const { text, paint = asItIs } = label;
  const head = ' '.repeat(indent) + paint(text) + ' '.repeat(label.width - text.length);
  return lines.map((line, index) => (index === 0 ? head : ' '.repeat(margin)) + line);
}

function fit({ pieces, joint }: TextBlock, room: number, fitter: TextFitter): readonly string[] {
  if (joint !== undefined && fitter.displayWidth(pieces.map(({ text }) => text).join(joint.text)) <= room) {
    const { text, paint = asItIs } = joint;
    return [pieces.map((piece) => (piece.paint ?? asItIs)(piece.text)).join(paint(text))];
  }
  return pieces.flatMap(({ text, paint = asItIs, tooLong }) =>
    (tooLong === 'shorten-start' ? [fitter.shortenStart(text, room)] : fitter.wrapText(text, room)).map(paint),
  );
}

function asItIs(text: string): string {
  return text;
}
