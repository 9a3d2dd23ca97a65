/** Lets work be done one piece at a time, in the order in which it was asked for. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Resolves or rejects as `work` does, which begins once all before it has ended. */
  take<R>(work: () => Promise<R>): Promise<R> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** Resolves once all that was asked for so far has ended. */
  async ended(): Promise<void> {
    await this.#last;
  }
}
