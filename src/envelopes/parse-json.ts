import { type JsonValue } from '../model/json.js';

/** The value of a JSON text, or `undefined` when it is none. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    // JSON.parse gives nothing but JSON values.
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
