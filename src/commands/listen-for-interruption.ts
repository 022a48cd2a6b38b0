import { setMaxListeners } from 'node:events';

/** The first Ctrl-C ends the work with what is known; the second one ends the process as usual. */
export function listenForInterruption(): { readonly signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  // Every request listens, which Node takes for a leak.
  setMaxListeners(0, controller.signal);
  const abort = (): void => {
    controller.abort();
  };
  process.once('SIGINT', abort);
  process.once('SIGTERM', abort);
  return {
    signal: controller.signal,
    stop: () => {
      process.off('SIGINT', abort);
      process.off('SIGTERM', abort);
    },
  };
}
