import { boolean } from '@oclif/core/flags';

/** Flags of every command. */
export const BASE_FLAGS = {
  debug: boolean({ description: 'Show the stack of an error.', helpGroup: 'GLOBAL' }),
};
