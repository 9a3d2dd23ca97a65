/** How long the page may work at one go before it looks after the reader again, in milliseconds. */
const slice = 8;

/**
 * For long work in the page: called between its steps, it answers a promise to wait for once a slice of time is used up, and
 * nothing before that.
 */
export function breathing(): () => Promise<void> | undefined {
  let until = 0;
  return () => {
    if (performance.now() < until) return undefined;
    return new Promise((resolve) =>
      setTimeout(() => {
        until = performance.now() + slice;
        resolve();
      }),
    );
  };
}
