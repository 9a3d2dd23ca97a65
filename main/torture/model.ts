import type { Said, Step } from './changes.ts';

/**
 * What may stand on disk after a program that said so much was stopped at any moment: of each thing the value last
 * acknowledged, or one that was begun after it.
 */
export class Model {
  readonly #allowed = new Map<string, Set<string | null>>();
  readonly #begun = new Map<number, Step>();
  saved = 0;

  hear(said: Said): void {
    if (said.say === 'begin') {
      const { step } = said;
      this.#begun.set(step.id, step);
      this.#of(step).add(step.value);
    } else if (said.say === 'saved') {
      const step = this.#begun.get(said.id);
      if (!step) return;
      this.saved += 1;
      // Changes reach the disk in the order they were begun in.
      const later = [...this.#begun.values()].filter(
        ({ id }) => id > step.id && keyOf(step) === this.#keyAt(id),
      );
      this.#allowed.set(keyOf(step), new Set([step.value, ...later.map(({ value }) => value)]));
    }
  }

  /** What stands on disk that may not, or is wanting; the next run begins with what is there. */
  judge(standing: ReadonlyMap<string, string>): string[] {
    const wrong: string[] = [];
    for (const key of new Set([...this.#allowed.keys(), ...standing.keys()])) {
      const found = standing.get(key) ?? null;
      const allowed = this.#allowed.get(key) ?? new Set([null]);
      if (!allowed.has(found))
        wrong.push(`${key} is ${shown(found)}, not ${[...allowed].map(shown).join(' or ')}`);
      this.#allowed.set(key, new Set([found]));
    }
    this.#begun.clear();
    return wrong;
  }

  #of(step: Step): Set<string | null> {
    const allowed = this.#allowed.get(keyOf(step)) ?? new Set([null]);
    this.#allowed.set(keyOf(step), allowed);
    return allowed;
  }

  #keyAt(id: number): string | null {
    const step = this.#begun.get(id);
    return step ? keyOf(step) : null;
  }
}

function keyOf({ brief, thing }: Step): string {
  return `${brief} ${thing}`;
}

function shown(value: string | null): string {
  return value === null ? 'nothing' : `“${value.slice(0, 20)}”`;
}
