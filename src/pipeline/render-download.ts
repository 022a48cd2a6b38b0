import { printable } from '../model/safe-text.js';
import { type DownloadReport } from './download/download-options.js';

const grouped = (count: number): string => count.toLocaleString('en-US');

/** What a download came to, in lines. */
export function renderDownload({ files, records, bytes, problems, interrupted }: DownloadReport, out: string): string {
  const ofRecords = records > 0 ? ` with ${grouped(records)} ${records === 1 ? 'record' : 'records'}` : '';
  const lines = [
    `${grouped(files.written)} ${files.written === 1 ? 'file' : 'files'}${ofRecords} written to ${printable(out)}, ${grouped(bytes)} bytes.`,
    ...(files.present > 0 ? [`${grouped(files.present)} ${files.present === 1 ? 'was' : 'were'} there already.`] : []),
    ...(problems.length > 0 ? [`Incomplete: ${grouped(problems.length)} ${problems.length === 1 ? 'problem' : 'problems'}.`] : []),
    ...(interrupted ? ['Interrupted: run again for the rest.'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** What was wrong, and what is worth to know, a line each. */
export function renderDownloadNotes({ problems, notes }: DownloadReport): string {
  const lines = [
    ...problems.map(({ code, uri, message }) => `${code} ${printable(uri)}: ${message}`),
    ...notes.map((note) => `note: ${note}`),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
