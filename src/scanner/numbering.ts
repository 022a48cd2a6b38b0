/** Gives texts numbers from 0 on, equal texts the same one, as long as there is room. */
export class Numbering {
  private readonly most: number;
  private readonly texts: string[] = [];
  private readonly numbers = new Map<string, number>();

  constructor(most: number) {
    this.most = most;
  }

  /** Undefined for a new text without room. */
  numberOf(text: string): number | undefined {
    const known = this.numbers.get(text);
    if (known !== undefined || this.texts.length === this.most) return known;
    const number = this.texts.push(text) - 1;
    this.numbers.set(text, number);
    return number;
  }

  text(number: number): string {
    return this.texts[number] ?? '';
  }
}
