import { describe, expect, test } from 'vitest';
import { candidates, describe as describePassage, locate, locateAll } from './anchor.ts';

const between = Array.from({ length: 40 }, (_, n) => `Point ${n} : on parle du sujet ${n}.`).join('\n');

/**
 * Revisions that other programs are known to get wrong, and those that must be got right. ⟦ ⟧ stand around the passage
 * marked in the old text, and around it in the new one; without them it must not be found.
 */
const cases: Readonly<Record<string, readonly [old: string, now: string]>> = {
  'a deleted line does not move to its neighbour': [
    'Agenda\nTeam Alpha presents the budget.\nTeam Beta presents the budget.\nTeam Gamma presents the budget.'.replace(
      'Team Alpha',
      '⟦Team Alpha⟧',
    ),
    'Agenda\nTeam Beta presents the budget.\nTeam Gamma presents the budget.',
  ],
  'a deleted line at the head does not move to the next': [
    '⟦Team Alpha⟧ presents the budget.\nTeam Beta presents the budget.',
    'Team Beta presents the budget.',
  ],
  'a deleted sentence does not move to the next': [
    '⟦Team Alpha owns billing.⟧ Team Beta owns search.',
    'Team Beta owns search.',
  ],
  'a deleted phrase does not move to the next of its kind': [
    'Status: ⟦Team Alpha is on track⟧, Team Beta is on track, Team Gamma is late.',
    'Status: Team Beta is on track, Team Gamma is late.',
  ],
  'a deleted line among many of its kind moves nowhere': [
    Array.from(
      { length: 9 },
      (_, i) => `Row ${i}: ${i === 4 ? '⟦Team Alpha⟧' : `Team ${'BCDEFGHIJ'[i]}`} meets on Monday.`,
    ).join('\n'),
    Array.from({ length: 9 }, (_, i) => (i === 4 ? '' : `Row ${i}: Team ${'BCDEFGHIJ'[i]} meets on Monday.`))
      .filter(Boolean)
      .join('\n'),
  ],
  'a deleted item of a list does not move to the next': [
    'Owners:\n- ⟦Team Alpha⟧\n- Team Beta\nThe list is reviewed every week.',
    'Owners:\n- Team Beta\nThe list is reviewed every week.',
  ],
  'deleted words do not move within the sentence': [
    'The pilot is led by ⟦Team Alpha⟧ in Bishkek and by Team Beta in Osh.',
    'The pilot is led by Team Beta in Osh.',
  ],
  'a name that was corrected does not move to the same name before it': [
    'In this sentence Robin speaks first, and later in it ⟦Robin⟧ answers the question that was put.',
    'In this sentence Robin speaks first, and later in it Elisa answers the question that was put.',
  ],
  'a name that was corrected does not move to the same name after it': [
    'At the start ⟦Robin⟧ opened the session. After the break it was Robin who closed the session again.',
    'At the start Elisa opened the session. After the break it was Robin who closed the session again.',
  ],
  'a short name does not match within a longer word': [
    'Dedication\nFor ⟦Linus⟧ and Nora, who asked the right questions.',
    'Our computational machines are constantly engaging in conversations, extending and accepting invitations.',
  ],
  'a short quote is not put on letters that resemble it': [
    'Jobs\nDeveloper, Frontend\n⟦Developer, Backend⟧\nApply by mail.',
    'We are looking for developers and designers who like what we make. Apply by mail.',
  ],
  'a common phrase does not move to another place': [
    'Paste the script ⟦just below⟧ the opening tag, then reload the page to see the sidebar.',
    'Put the plug-in into the folder. The settings are found just below the list of plug-ins.',
  ],
  'a page that was written anew has nothing of the old': [
    'Nous publions ⟦chaque mois⟧ un bulletin sur les travaux de la commission.',
    'La commission se réunit à Tachkent. Le secrétariat prépare les dossiers et tient le registre des décisions.',
  ],
  'two places of the same words, the old one gone, are no guess': [
    'Rappel\nLe secrétariat transmet le rapport ⟦avant la fin du mois⟧ au Conseil.\nFin',
    'Annexe\nLe secrétariat transmet le rapport avant la fin du mois au Conseil.\nNote ajoutée.\nLe secrétariat transmet le rapport avant la fin du mois au Conseil.\nClôture des annexes.',
  ],
  'the same words stay where their surroundings are': [
    'Le ministre signe le décret.\nLe préfet signe ⟦le décret⟧.\nLe maire signe le décret.',
    'Introduction nouvelle.\nLe ministre signe le décret.\nLe préfet signe ⟦le décret⟧.\nLe maire signe le décret.',
  ],
  'the greater part of a passage torn in two': [
    `En tête de chapitre. ⟦Le secrétariat transmet au printemps un rapport détaillé sur les travaux de la commission.\nLe ministre préside la séance⟧ et signe le registre.\n${between}`,
    `En tête de chapitre. ⟦Le secrétariat transmet au printemps un rapport détaillé sur les travaux de la commission⟧.\n${between}\nLe ministre préside la séance et signe le registre.`,
  ],
  'a word marked whose neighbours were respelt': [
    'Au début, le conseil des anciens discute ⟦au⟧ fond de la vallée, sous les arbres.',
    'Au début, le conseil des ancienss discutes ⟦au⟧ fonds de la vallée, sous les arbres.',
  ],
  'a typing error corrected in the quote': [
    'Les Parties ⟦renforçent leur coopération⟧ dans le domaine de l’énergie et de l’eau.',
    'Les Parties ⟦renforcent leur coopération⟧ dans le domaine de l’énergie et de l’eau.',
  ],
  'a typing error corrected in the one word quoted': [
    'The ministers adopted the ⟦comunique⟧ at the end of their meeting in Astana.',
    'The ministers adopted the ⟦communique⟧ at the end of their meeting in Astana.',
  ],
  'words put into the quote': [
    'The Parties ⟦agree to hold consultations every year⟧ on the use of transboundary water.',
    'The Parties ⟦agree to hold political consultations at least every year⟧ on the use of transboundary water.',
  ],
  'words put in before and after the quote stay outside': [
    'La France soutient ⟦la candidature de l’Ouzbékistan⟧ et le fera savoir.',
    'La France soutient sans réserve ⟦la candidature de l’Ouzbékistan⟧ à l’organisation et le fera savoir.',
  ],
  'a block that moved is followed': [
    'One. The delegations met in the morning.\nTwo. ⟦The corridor across the Caspian⟧ was discussed at length.\nThree. Lunch was served.\nFour. The press was received.',
    'Three. Lunch was served.\nFour. The press was received.\nOne. The delegations met in the morning.\nTwo. ⟦The corridor across the Caspian⟧ was discussed at length.',
  ],
  'other white space changes nothing': [
    'Il est proposé de ⟦soutenir la candidature⟧ au Conseil.',
    'Il est proposé de ⟦soutenir\u00a0la\ncandidature⟧ au Conseil.',
  ],
  'a character of a script without spaces': [
    '中国与中亚国家⟦合作⟧论坛在西安举行，各方签署了宣言。',
    '第三届中国与中亚国家⟦合作⟧论坛近日在西安举行，各方签署了宣言。',
  ],
  'a passage written from right to left': [
    'وقع الوزراء ⟦الإعلان المشترك⟧ في ختام الاجتماع الذي عقد في أستانا.',
    'وقع الوزراء اليوم ⟦الإعلان المشترك⟧ في ختام الاجتماع الوزاري الذي عقد في أستانا.',
  ],
  'part of a word': [
    'Le Turk⟦ménistan⟧ est neutre depuis 1995, et le rappelle souvent.',
    'Depuis lors, le Turk⟦ménistan⟧ est neutre depuis 1995, et le rappelle souvent.',
  ],
  'the end of a quote whose last words are chance elsewhere': [
    'Le comité fixe ⟦le mode de calcul des droits et leur plafond annuel. Dans les autres provinces, le gouverneur et les⟧ maires se concertent au printemps.',
    'Le comité fixe ⟦le mode de calcul des droits et leur plafond annuel.⟧ Un registre public et gratuit, tenu à jour par le secrétariat avec toutes les pièces utiles, indique chaque semaine les noms des déléguées.',
  ],
  'the start of a quote whose first words are chance elsewhere': [
    'Ainsi parlait le doyen avant de partir. ⟦Il disait que les autres provinces avaient tort. Le tarif unique des corridors ferroviaires est approuvé⟧ par le comité mixte.',
    'Il pleuvait sur les quais et sous les halles, où des marchandes criaient encore que rien ne valait un melon mûr⟦. Le tarif unique des corridors ferroviaires est approuvé⟧ par le comité mixte.',
  ],
  'a quote that is gone while its surroundings stay': [
    'The fund finances ⟦roads and bridges⟧ in the five countries of the region until 2030.',
    'The fund finances railways only in the five countries of the region until 2030.',
  ],
};

function unmark(marked: string): { text: string; start: number; end: number } | null {
  const start = marked.indexOf('⟦');
  if (start < 0) return null;
  const end = marked.indexOf('⟧') - 1;
  return { text: marked.replace(/[⟦⟧]/g, ''), start, end };
}

describe('revisions', () => {
  test.each(Object.entries(cases))('%s', (_, [old, now]) => {
    const before = unmark(old);
    if (!before) throw new Error('The old text marks nothing');
    const after = unmark(now);
    const text = after?.text ?? now;
    const place = locate(text, describePassage(before.text, before.start, before.end));
    expect(place ? text.slice(place.start, place.end) : undefined).toBe(
      after?.text.slice(after.start, after.end),
    );
    expect(place?.start).toBe(after?.start);
  });
});

test('of two places that are as good both are offered', () => {
  const [old, now] = cases['two places of the same words, the old one gone, are no guess'] ?? ['', ''];
  const before = unmark(old);
  if (!before) throw new Error('The old text marks nothing');
  const found = candidates(now, describePassage(before.text, before.start, before.end));
  expect(found.slice(0, 2).map(({ start, end }) => now.slice(start, end))).toEqual([
    'avant la fin du mois',
    'avant la fin du mois',
  ]);
});

/** Articles that differ but for their last sentence, the same in all; `mark` names the passage of an article. */
function articles(numbers: readonly number[]): string {
  return numbers
    .map(
      (n) =>
        `Article ${n}\nLa commission n${n}a siège à v${n}b avec m${n}c${' et alors'.repeat((n * n) % 7)}. ${formula}`,
    )
    .join('\n');
}

const formula =
  'Un décret en Conseil d’État précise les conditions d’application de ce qui précède, pour tous.';

function marks(text: string, numbers: readonly number[]): ReturnType<typeof describePassage>[] {
  return numbers.map((n) => {
    const at = text.indexOf(`commission n${n}a`);
    return describePassage(text, at, at + 30);
  });
}

/** As other programs describe a passage: with 32 characters on either side, which here are the same in each copy. */
function briefly(text: string, start: number, end: number): ReturnType<typeof describePassage> {
  const [quote, position] = describePassage(text, start, end);
  const prefix = text.slice(Math.max(0, start - 32), start);
  return [{ ...quote, prefix, suffix: text.slice(end, end + 32) }, position];
}

/** The middle of the formula of an article. */
function inFormula(text: string, n: number): number {
  return text.indexOf('les conditions', text.indexOf(`Article ${n}\n`));
}

describe('passages around one tell which copy it is', () => {
  const numbers = Array.from({ length: 60 }, (_, i) => i + 100);
  const old = articles(numbers);
  const at = inFormula(old, 130);
  const copy = briefly(old, at, at + 14);

  test('where the text before has grown', () => {
    const now = `Préambule, qui n’y était pas.\n${articles([...numbers.slice(0, 10), 1, 2, 3, 4, ...numbers.slice(10)])}`;
    expect(locate(now, copy)).toBeNull();
    const start = inFormula(now, 130);
    expect(locateAll(now, [copy, ...marks(old, [128, 129, 131, 132])])[0]).toEqual({
      start,
      end: start + 14,
      score: 1,
    });
  });

  test('where white space has changed in it, and not in one far away', () => {
    const sparse = numbers
      .map((n) => (n === 130 || n === 157 ? articles([n]) : articles([n]).replace(formula, '')))
      .join('\n');
    const start = inFormula(sparse, 130);
    const now = `Préambule, qui n’y était pas.\n${sparse.slice(0, start)}les\u00a0conditions${sparse.slice(start + 14)}`;
    const one = briefly(sparse, start, start + 14);
    const around = marks(sparse, [128, 129, 131, 132]);
    expect(locateAll(now, [one, ...around])[0]).toMatchObject({ start: start + 30, end: start + 44 });
  });

  test('where its block has moved', () => {
    const now = articles([...numbers.slice(25, 40), ...numbers.slice(0, 25), ...numbers.slice(40)]);
    const start = inFormula(now, 130);
    const list = [copy, ...marks(old, [101, 102, 128, 129, 131, 132, 150, 151])];
    expect(locateAll(now, list)[0]).toEqual({ start, end: start + 14, score: 1 });
  });

  test('where it alone was changed, and its copy far away was not', () => {
    const two = Array.from({ length: 400 }, (_, i) => i + 100)
      .map((n) => (n === 130 || n === 480 ? articles([n]) : articles([n]).replace(formula, '')))
      .join('\n');
    const start = inFormula(two, 130);
    const one = briefly(two, start - 20, start + 30);
    const now = `Préambule, qui n’y était pas.\n${two.slice(0, start)}toutes les${two.slice(start + 3)}`;
    expect(locate(now, one)).toBeNull();
    const around = marks(two, [128, 129, 131, 132]);
    expect(locateAll(now, [one, ...around])[0]).toMatchObject({ start: start + 10, end: start + 67 });
  });

  test('but not where those around have parted', () => {
    const now = articles([...numbers.slice(31), ...numbers.slice(0, 31)]);
    expect(locateAll(now, [copy, ...marks(old, [128, 129, 131, 132])])[0]).toBeNull();
  });

  test('nor where one alone speaks, or none', () => {
    const now = `Préambule, qui n’y était pas.\n${old}`;
    expect(locateAll(now, [copy, ...marks(old, [129])])[0]).toBeNull();
    expect(locateAll(now, [copy])[0]).toBeNull();
  });

  test('nor where the article is gone', () => {
    const now = `Préambule, qui n’y était pas.\n${articles(numbers.filter((n) => n !== 130))}`;
    expect(locateAll(now, [copy, ...marks(old, [127, 128, 129, 131, 132, 133])])[0]).toBeNull();
  });

  test('nor where its copy stood already, if that is all that is left', () => {
    const two = numbers
      .map((n) => (n === 110 || n === 150 ? articles([n]) : articles([n]).replace(formula, '')))
      .join('\n');
    const start = inFormula(two, 110);
    const one = briefly(two, start, start + 14);
    const now = `Préambule, qui n’y était pas.\n${two.slice(0, two.indexOf(formula))}${two.slice(two.indexOf(formula) + formula.length)}`;
    expect(locate(now, one)).not.toBeNull();
    expect(locateAll(now, [one, ...marks(two, [108, 109, 111, 112, 148, 149, 151, 152])])[0]).toBeNull();
  });
});
