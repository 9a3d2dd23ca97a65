/** How long what is typed may wait before it is handed over, in milliseconds. */
const longestWait = 300;

/** What is being typed in one field. */
export interface Draft {
  /** Notes the field's text; it is handed over shortly after, however fast the next stroke comes. */
  write(text: string): void;
  /** Hands over at once what has not been handed over yet, if anything. */
  handOver(): void;
  /** Forgets what has not been handed over. */
  drop(): void;
}

const waiting = new Set<Draft>();

export function createDraft(take: (text: string) => void): Draft {
  let text: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const draft: Draft = {
    write(next) {
      if (text === null) timer = setTimeout(draft.handOver, longestWait);
      text = next;
      waiting.add(draft);
    },
    handOver() {
      const written = text;
      draft.drop();
      if (written !== null) take(written);
    },
    drop() {
      clearTimeout(timer);
      text = null;
      waiting.delete(draft);
    },
  };
  return draft;
}

/** Hands over all that is being typed, before something that must not miss it: undo, another brief, the end. */
export function handOverDrafts(): void {
  for (const draft of [...waiting]) draft.handOver();
}
