import { hostname } from 'node:os';
import { quotable } from '../../core/problem.ts';
import type { UiLang } from '../../core/settings.ts';
import type { Unread } from '../disk/regular-file.ts';
import type { Holder } from '../profile-lock.ts';
import type { FileProblem } from './read-file.ts';

/** Why nothing was exported, or a file could not be imported. */
export type ExchangeTrouble =
  | FileProblem
  | { readonly code: Extract<Unread, string> | 'overrun' | 'gone' | 'nothing-to-export' | 'own-unread' };

/** One sentence; nothing has been changed. `file` is the name the reader knows. */
export function exchangeSentence(trouble: ExchangeTrouble, file: string, lang: UiLang): string {
  const [fr, en] = sentences[trouble.code];
  const maximum = 'maximum' in trouble ? trouble.maximum : 0;
  const limit = trouble.code === 'too-large' ? maximum / 2 ** 20 : maximum;
  return (lang === 'fr' ? fr : en)
    .replace('{limit}', limit.toLocaleString(lang))
    .replace('{file}', () => quotable(file));
}

const sentences: Readonly<Record<ExchangeTrouble['code'], readonly [fr: string, en: string]>> = {
  'not-text': [
    '{file} n’a pas été importé\u00a0: ce n’est pas du texte en UTF-8\u202f; enregistrez-le en UTF-8, puis importez-le à nouveau.',
    '{file} was not imported: it is not UTF-8 text; save it as UTF-8 and import it again.',
  ],
  'not-json': [
    '{file} n’a pas été importé\u00a0: ce n’est pas du JSON valide\u202f; sont lus le JSON-LD du W3C et les exports d’Hypothesis et de Readium.',
    '{file} was not imported: it is not valid JSON; W3C JSON-LD and the exports of Hypothesis and Readium are read.',
  ],
  'too-deep': [
    '{file} n’a pas été importé\u00a0: ses parenthèses s’emboîtent trop pour un fichier d’annotations\u202f; choisissez celui que son programme a exporté.',
    '{file} was not imported: its brackets nest too deep for a file of annotations; choose the one that its program exported.',
  ],
  'other-format': [
    '{file} n’a pas été importé\u00a0: il ne contient pas d’annotations d’un format connu\u202f; sont lus le JSON-LD du W3C et les exports d’Hypothesis et de Readium.',
    '{file} was not imported: it holds no annotations in a known format; W3C JSON-LD and the exports of Hypothesis and Readium are read.',
  ],
  paged: [
    '{file} n’a pas été importé\u00a0: ses annotations sont sur d’autres pages, sur le réseau\u202f; exportez-les d’abord toutes dans un seul fichier.',
    '{file} was not imported: its annotations are on other pages, on the network; export them all into one file first.',
  ],
  empty: [
    '{file} n’a pas été importé\u00a0: il ne contient aucune annotation\u202f; choisissez-en un autre.',
    '{file} was not imported: it holds no annotation; choose another.',
  ],
  'too-large': [
    '{file} n’a pas été importé\u00a0: il dépasse {limit}\u00a0Mio\u202f; exportez-le en plusieurs parties.',
    '{file} was not imported: it is larger than {limit} MiB; export it in parts.',
  ],
  'too-many': [
    '{file} n’a pas été importé\u00a0: il contient plus de {limit} annotations\u202f; exportez-le en plusieurs parties.',
    '{file} was not imported: it holds more than {limit} annotations; export it in parts.',
  ],
  'not-zip': [
    '{file} n’a pas été importé\u00a0: cette archive est endommagée ou d’une sorte inconnue\u202f; procurez-vous-en une autre copie.',
    '{file} was not imported: this archive is damaged or of an unknown kind; get another copy of it.',
  ],
  'no-set': [
    '{file} n’a pas été importé\u00a0: cette archive ne contient pas de fichier annotations.json\u202f; choisissez-en une autre.',
    '{file} was not imported: this archive holds no file annotations.json; choose another.',
  ],
  'newer-archive': [
    '{file} n’a pas été importé\u00a0: cette archive vient d’une version plus récente du programme\u202f; mettez-le à jour.',
    '{file} was not imported: this archive comes from a newer version of the program; update it.',
  ],
  'bare-pdf': [
    '{file} n’a pas été importé\u00a0: ce PDF ne contient ni note, ni annotation, ni position\u202f; choisissez-en un imprimé par ce programme.',
    '{file} was not imported: this PDF holds no brief, no annotation and no position; choose one printed by this program.',
  ],
  missing: [
    '{file} n’a pas été importé\u00a0: ce fichier n’existe pas\u202f; choisissez-le là où il est à présent.',
    '{file} was not imported: there is no such file; choose it where it is now.',
  ],
  'not-a-file': [
    '{file} n’a pas été importé\u00a0: ce n’est pas un fichier ordinaire\u202f; choisissez-en un autre.',
    '{file} was not imported: it is not an ordinary file; choose another.',
  ],
  denied: [
    '{file} n’a pas été importé\u00a0: vous n’avez pas le droit de le lire\u202f; vérifiez ses droits.',
    '{file} was not imported: you may not read it; check its permissions.',
  ],
  failed: [
    '{file} n’a pas été importé\u00a0: le disque n’a pas pu le lire\u202f; vérifiez-le, ou prenez une autre copie du fichier.',
    '{file} was not imported: the disk could not read it; check the disk, or take another copy of the file.',
  ],
  overrun: [
    '{file} n’a pas été importé\u00a0: sa lecture demanderait trop de temps ou de mémoire\u202f; exportez-le en plusieurs parties.',
    '{file} was not imported: reading it would take too much time or memory; export it in parts.',
  ],
  gone: [
    'Le fichier à importer n’est plus ouvert\u202f; choisissez-le à nouveau.',
    'The file to import is no longer open; choose it again.',
  ],
  'own-unread': [
    'Rien n’a été exporté\u00a0: {file}, dans votre dossier, n’a pas pu être lu\u202f; vérifiez ses droits et le disque.',
    'Nothing was exported: {file}, in your folder, could not be read; check its permissions and the disk.',
  ],
  'nothing-to-export': [
    'Il n’y a aucune annotation à exporter\u202f; surlignez d’abord un passage.',
    'There is no annotation to export; mark a passage first.',
  ],
};

/** Another program writes in the profile. */
export function inUseSentence({ pid, host }: Holder, lang: UiLang): string {
  if (host !== hostname()) {
    const there = quotable(host);
    return lang === 'fr'
      ? `Le programme est ouvert sur ce profil par un autre ordinateur, ${there} (processus ${pid})\u202f; rien n’a été changé. Fermez-le là-bas, ou supprimez «\u202fin-use.json\u202f» dans le dossier du profil s’il n’y est plus ouvert.`
      : `The program is open on this profile on another computer, ${there} (process ${pid}); nothing was changed. Close it there, or delete “in-use.json” in the profile’s folder if it is no longer open.`;
  }
  return lang === 'fr'
    ? `Le programme est ouvert sur ce profil (processus ${pid})\u202f; rien n’a été changé. Fermez-le, ou importez depuis sa fenêtre.`
    : `The program is open on this profile (process ${pid}); nothing was changed. Close it, or import from its window.`;
}

export function unknownBriefSentence(id: string, lang: UiLang): string {
  return lang === 'fr'
    ? `La bibliothèque n’a pas de note «\u202f${quotable(id)}\u202f» dans cette langue\u202f; «\u202flist\u202f» les énumère.`
    : `The library has no brief “${quotable(id)}” in this language; “list” names those it has.`;
}
