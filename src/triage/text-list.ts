/** Parts the texts from their lengths; no length holds it, whatever the texts do. */
const END_OF_TEXTS = '\0';

/** Texts as one, from which each can be had again; the lengths stand behind them all, because no character could part what attackers choose. */
export function joinTexts(texts: readonly string[]): string {
  let joined = '';
  let lengths = END_OF_TEXTS;
  for (const text of texts) {
    joined += text;
    lengths += `${text.length};`;
  }
  return joined + lengths;
}

export function splitTexts(joined: string): readonly string[] {
  const end = joined.lastIndexOf(END_OF_TEXTS);
  let at = 0;
  return joined
    .slice(end + 1)
    .split(';')
    .slice(0, -1)
    .map((length) => joined.slice(at, (at += Number(length))));
}
