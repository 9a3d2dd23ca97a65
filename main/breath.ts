/** How long the main process may work at one go before it looks after the window again, in milliseconds. */
const slice = 4;

/**
 * For long work on the main thread: called between its steps, it answers a promise to wait for once a slice of time is
 * used up, and nothing before that.
 */
export function breathing(): () => Promise<void> | undefined {
  let until = performance.now() + slice;
  return () => {
    if (performance.now() < until) return undefined;
    return new Promise((resolve) =>
      setImmediate(() => {
        until = performance.now() + slice;
        resolve();
      }),
    );
  };
}
