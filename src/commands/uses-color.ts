/** Whether what is written there may be coloured (https://no-color.org). */
export function usesColor(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY && (process.env['NO_COLOR'] ?? '') === '';
}
