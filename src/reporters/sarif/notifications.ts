import { type Problem, PROBLEM_CODES, type ProblemCode } from '../../model/problem.js';
import { messageText } from './message-text.js';
import { pascalCase } from './rule-descriptors.js';
import { artifactLocation } from './result-full.js';

/** What the `github` profile left out. Its id is no problem code: nothing was wrong with the input. */
const LEFT_OUT = 'LIMIT';
/** What the reader should know of how the input was read. */
const NOTE = 'NOTE';

export interface LeftOut {
  readonly results: number;
  readonly problems: number;
}

/** Descriptors of the notifications that the run has, sorted by id, so that each notification can name its own by index. */
export function notificationDescriptors(
  problems: readonly Problem[],
  { notes, ...leftOut }: LeftOut & { readonly notes: number },
): NotificationDescriptor[] {
  const codes = [...new Set(problems.map(({ code }) => code))].sort();
  return [
    ...codes.map((code) => descriptor(code, PROBLEM_CODES[code], 'A part of the input was not evaluated, so the run is incomplete.')),
    ...(isNothing(leftOut) ? [] : [descriptor(LEFT_OUT, 'left out', 'The file is kept within the limits of code scanning.')]),
    ...(notes === 0 ? [] : [descriptor(NOTE, 'note', 'The run is as complete as it says; this tells how its input was read.')]),
  ];
}

export interface NotificationDescriptor {
  readonly id: string;
  readonly name: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string };
}

function descriptor(id: string, title: string, consequence: string): NotificationDescriptor {
  const text = `${title.charAt(0).toUpperCase()}${title.slice(1)}.`;
  return {
    id,
    name: pascalCase(title),
    shortDescription: { text },
    fullDescription: { text: `${text} ${consequence}` },
    help: { text: consequence },
  };
}

/** A notification for each problem: with its place, and the whole count where it stands for several. */
export function problemNotification(problem: Problem, indexOf: (id: string) => number): object {
  const { uri, byteOffset, count, lastByteOffset } = problem;
  const region = byteOffset === undefined ? {} : { region: { byteOffset, byteLength: 0 } };
  return {
    descriptor: { id: problem.code satisfies ProblemCode, index: indexOf(problem.code) },
    level: 'error',
    message: { text: messageText(problem.message) },
    ...(uri !== '' && { locations: [{ physicalLocation: { artifactLocation: artifactLocation(uri), ...region } }] }),
    ...(count !== undefined && { properties: { count, ...(lastByteOffset !== undefined && { lastByteOffset }) } }),
  };
}

export function noteNotification(note: string, indexOf: (id: string) => number): object {
  return { descriptor: { id: NOTE, index: indexOf(NOTE) }, level: 'note', message: { text: messageText(note) } };
}

export function leftOutNotifications(leftOut: LeftOut, indexOf: (id: string) => number): object[] {
  const texts = [
    ...(leftOut.results > 0
      ? [`${leftOut.results} more findings, the least severe, are not in this file: code scanning takes 25000 results.`]
      : []),
    ...(leftOut.problems > 0 ? [`${leftOut.problems} more problems of the input are not in this file.`] : []),
  ];
  return texts.map((text) => ({ descriptor: { id: LEFT_OUT, index: indexOf(LEFT_OUT) }, level: 'warning', message: { text } }));
}

function isNothing({ results, problems }: LeftOut): boolean {
  return results === 0 && problems === 0;
}
