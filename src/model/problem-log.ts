import { type Problem, type ProblemCode } from './problem.js';

/** How many problems of one file and code are listed one by one. */
export const LISTED_PROBLEMS = 100;

interface Rest {
  readonly code: ProblemCode;
  readonly uri: string;
  count: number;
  first: number | undefined;
  last: number | undefined;
}

interface Kind {
  readonly uri: string;
  readonly listed: Problem[];
  rest: Rest | undefined;
}

/** Collects problems in bounded memory: of one file and code the first hundred are listed, the rest is one entry with their number. */
export class ProblemLog {
  private readonly kinds = new Map<string, Kind>();

  get isEmpty(): boolean {
    return this.kinds.size === 0;
  }

  /** Takes the entry that stands for the rest of another log, too. */
  add(problem: Problem): void {
    const kind = this.kindOf(problem);
    if (problem.count === undefined && kind.listed.length < LISTED_PROBLEMS) {
      kind.listed.push(problem);
      return;
    }
    kind.rest ??= { code: problem.code, uri: problem.uri, count: 0, first: problem.byteOffset, last: undefined };
    kind.rest.count += problem.count ?? 1;
    kind.rest.last = problem.lastByteOffset ?? problem.byteOffset ?? kind.rest.last;
  }

  /** By file, in the order in which each was first met, and by where each code begins: damage of compression is met as it is read ahead. */
  problems(): readonly Problem[] {
    const uris = new Map([...new Set([...this.kinds.values()].map(({ uri }) => uri))].map((uri, rank) => [uri, rank]));
    const kinds = [...this.kinds.values()].toSorted((a, b) => (uris.get(a.uri) ?? 0) - (uris.get(b.uri) ?? 0) || startOf(a) - startOf(b));
    return kinds.flatMap(({ listed, rest }) => (rest === undefined ? listed : [...listed, restEntry(rest)]));
  }

  private kindOf({ uri, code }: Problem): Kind {
    const key = `${code} ${uri}`;
    let kind = this.kinds.get(key);
    if (kind === undefined) {
      kind = { uri, listed: [], rest: undefined };
      this.kinds.set(key, kind);
    }
    return kind;
  }
}

function startOf({ listed: [first] }: Kind): number {
  return first?.byteOffset ?? 0;
}

function restEntry({ code, uri, count, first, last }: Rest): Problem {
  return {
    code,
    uri,
    message: `The file has ${count} more problems of this kind, not listed one by one.`,
    count,
    ...(first === undefined ? {} : { byteOffset: first }),
    ...(last === undefined ? {} : { lastByteOffset: last }),
  };
}
