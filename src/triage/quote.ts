/** What JSON writes as it is. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** The text as JSON writes it; for most, a look costs less than `JSON.stringify`. */
export function quote(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** The texts as JSON writes a list of them. */
export function quoteAll(texts: readonly string[]): string {
  const [first] = texts;
  if (texts.length === 1 && first !== undefined) return `[${quote(first)}]`;
  return `[${texts.map(quote).join(',')}]`;
}
