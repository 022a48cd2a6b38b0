/** In UTF-16 units; the largest published rules have a few thousand. */
export const MAX_FILE_LENGTH = 262_144;
