import { quotable } from '../../core/problem.ts';
import type { UiLang } from '../../core/settings.ts';
import { type Misuse, verbs } from './command-line.ts';

/** One sentence: what is wrong with a command line and what is allowed. */
export function misuseSentence(misuse: Misuse, lang: UiLang): string {
  return lang === 'fr' ? french(misuse) : english(misuse);
}

function english(misuse: Misuse): string {
  switch (misuse.code) {
    case 'no-verb':
      return `A verb is missing; allowed are ${verbs.join(', ')}.`;
    case 'unknown-verb':
      return `“${quotable(misuse.found)}” is not a verb; allowed are ${verbs.join(', ')}.`;
    case 'unknown-option':
      return `“${quotable(misuse.found)}” is not an option here; --help lists the options.`;
    case 'unwanted-argument':
      return `“${quotable(misuse.found)}” is not expected here; --help shows what is.`;
    case 'no-value':
      return `The option ${misuse.option} needs a value; write ${misuse.option}=VALUE.`;
    case 'unwanted-value':
      return `The option ${misuse.option} takes no value; write it alone.`;
    case 'repeated-option':
      return `The option ${misuse.option} is given twice; it is allowed once.`;
    case 'no-paths':
      return 'There is nothing to check; name at least one file or folder.';
    case 'no-brief':
      return 'There is nothing to print; name a brief by its id, or a file.';
    case 'no-target':
      return 'The file to print to is missing; write --to=FILE.pdf.';
    case 'no-subject':
      return 'There is nothing to export; name a brief by its id, or “all”.';
    case 'no-file':
      return 'The file to write is missing; write --to=FILE.';
    case 'no-import':
      return 'There is no file to import; name one.';
    case 'wrong-value':
      return `“${quotable(misuse.found)}” is not a value of ${misuse.option}; allowed are ${misuse.allowed.join(', ')}.`;
    case 'needs-app':
      return 'Printing needs the app’s own pages; run it through the app, or as npm run brief -- print.';
  }
}

function french(misuse: Misuse): string {
  switch (misuse.code) {
    case 'no-verb':
      return `Il manque un verbe\u202f; sont admis ${verbs.join(', ')}.`;
    case 'unknown-verb':
      return `«\u202f${quotable(misuse.found)}\u202f» n’est pas un verbe\u202f; sont admis ${verbs.join(', ')}.`;
    case 'unknown-option':
      return `«\u202f${quotable(misuse.found)}\u202f» n’est pas une option d’ici\u202f; --help donne celles qui existent.`;
    case 'unwanted-argument':
      return `«\u202f${quotable(misuse.found)}\u202f» est de trop ici\u202f; --help dit ce qui est attendu.`;
    case 'no-value':
      return `Il manque la valeur de l’option ${misuse.option}\u202f; écrire ${misuse.option}=VALEUR.`;
    case 'unwanted-value':
      return `L’option ${misuse.option} n’a pas de valeur\u202f; l’écrire seule.`;
    case 'repeated-option':
      return `L’option ${misuse.option} figure deux fois\u202f; elle n’est admise qu’une fois.`;
    case 'no-paths':
      return 'Il n’y a rien à contrôler\u202f; nommez au moins un fichier ou un dossier.';
    case 'no-brief':
      return 'Il n’y a rien à imprimer\u202f; nommez une note par son identifiant, ou un fichier.';
    case 'no-target':
      return 'Il manque le fichier à écrire\u202f; écrire --to=FICHIER.pdf.';
    case 'no-subject':
      return 'Il n’y a rien à exporter\u202f; nommez une note par son identifiant, ou «\u202fall\u202f» pour toutes.';
    case 'no-file':
      return 'Il manque le fichier à écrire\u202f; écrire --to=FICHIER.';
    case 'no-import':
      return 'Il n’y a pas de fichier à importer\u202f; nommez-en un.';
    case 'wrong-value':
      return `«\u202f${quotable(misuse.found)}\u202f» n’est pas une valeur de ${misuse.option}\u202f; sont admises ${misuse.allowed.join(', ')}.`;
    case 'needs-app':
      return 'Imprimer demande les pages de l’application\u202f; passer par elle, ou par npm run brief -- print.';
  }
}

export const helpWords: Readonly<Record<UiLang, string>> = {
  en: `aide-memoire VERB …

  list                      The briefs of the library.
  check FILE|FOLDER…        What is wrong with briefs, one sentence a problem.
  print ID|FILE… --to=FILE.pdf [--lang=fr] [--editions=one|in-turn|side-by-side]
        [--paper=a4|letter] [--margins=narrow|normal|wide] [--text-size=small|normal|large]
        [--annotations=endnotes|margin|none] [--without=summary,proposals,sources] [--no-numbers]
        [--colours=yellow,green,blue,pink] [--tags=TAG,TAG…] [--proposals=p1,p2…]
        [--copy=own|clean|delegation] [--clean] [--circulation=LINE]
                            Several briefs go into one PDF with a cover and a contents page.
                            --colours, --tags, --proposals: the marks to print, where not all.
                            --clean, --copy=clean: nothing of the reader's. --copy=delegation: marks
                            with one of the --tags, no names, --circulation on each page.
  export ID|all --to=FILE [--format=jsonld|annotations|markdown|csv|csl|bibtex]
                            The annotations of one brief, or of all.
  export all --to=FILE.zip [--format=archive]
                            Everything: annotations, positions, your own briefs, settings.
  import FILE [--dry-run] [--into=ID[:LANG]] [--conflicts=mine|theirs|both]
                            What a printed PDF or an archive holds, or annotations in W3C
                            JSON-LD or of Hypothesis or Readium.
                            --dry-run changes nothing and says what would be done. --into names
                            the brief for sources that are none of the library.

With every verb:
  --user-data-dir=DIR       The profile, as the app takes it.
  --lang=fr|en              The language of the sentences (print: of the edition too).
  --json                    One JSON document, for programs.

Exit 0: done. 1: failed, one sentence a problem. 2: wrong usage.
`,
  fr: `aide-memoire VERBE …

  list                      Les notes de la bibliothèque.
  check FICHIER|DOSSIER…    Ce qui ne va pas dans des notes, une phrase par problème.
  print ID|FICHIER… --to=FICHIER.pdf [--lang=fr] [--editions=one|in-turn|side-by-side]
        [--paper=a4|letter] [--margins=narrow|normal|wide] [--text-size=small|normal|large]
        [--annotations=endnotes|margin|none] [--without=summary,proposals,sources] [--no-numbers]
        [--colours=yellow,green,blue,pink] [--tags=MOT,MOT…] [--proposals=p1,p2…]
        [--copy=own|clean|delegation] [--clean] [--circulation=LIGNE]
                            Plusieurs notes vont dans un PDF, avec couverture et table des matières.
                            --colours, --tags, --proposals\u00a0: les marques à imprimer, sinon toutes.
                            --clean, --copy=clean\u00a0: rien de son lecteur. --copy=delegation\u00a0: les
                            marques d’un des --tags, sans noms, --circulation sur chaque page.
  export ID|all --to=FICHIER [--format=jsonld|annotations|markdown|csv|csl|bibtex]
                            Les annotations d’une note, ou de toutes.
  export all --to=FICHIER.zip [--format=archive]
                            Tout\u00a0: annotations, positions, vos propres notes, réglages.
  import FICHIER [--dry-run] [--into=ID[:LANGUE]] [--conflicts=mine|theirs|both]
                            Ce que contient un PDF imprimé ou une archive, ou des annotations
                            en JSON-LD du W3C, d’Hypothesis ou de Readium.
                            --dry-run ne change rien et dit ce qui serait fait. --into nomme la
                            note pour les sources qui ne sont pas dans la bibliothèque.

Avec chaque verbe\u00a0:
  --user-data-dir=DOSSIER   Le profil, comme pour l’application.
  --lang=fr|en              La langue des phrases (print\u00a0: de l’édition aussi).
  --json                    Un document JSON, pour les programmes.

Sortie 0\u00a0: fait. 1\u00a0: échec, une phrase par problème. 2\u00a0: usage erroné.
`,
};
