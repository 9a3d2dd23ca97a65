import type { BlockShape, Form, Rule, Slip } from './rule.ts';

/** What was found and what is allowed, as the rest of a sentence; no final stop is missing and no place is named. */
export function englishClause(rule: Rule, found: string): string {
  const it = found ? `“${found}”` : 'nothing';
  const count = Number(found).toLocaleString('en');
  switch (rule.code) {
    case 'file-missing':
      return 'there is no such file or folder; a brief, or a folder of briefs, is expected.';
    case 'file-kind':
      return 'this is a pipe, a device or the like; a regular file or a folder is expected.';
    case 'file-denied':
      return 'the system refuses to open it; it must be readable.';
    case 'file-unread':
      return 'the system could not read it; it must be readable.';
    case 'file-costly':
      return 'reading it takes too much time or memory; a simpler or shorter text is expected.';
    case 'no-briefs':
      return 'the folder holds no brief; files named after a language, such as fr.md, are expected.';
    case 'file-place':
      return 'it lies beside the folders of the briefs; its place is a folder named after its id, under the name of its language, such as en.md.';
    case 'id-taken':
      return `${it} is already the id of another brief of the library; each id is used once.`;
    case 'file-size':
      return `the file has ${count} bytes; at most ${rule.maximum.toLocaleString('en')} are allowed.`;
    case 'encoding':
      return 'these bytes are not UTF-8 text; no other encoding is allowed.';
    case 'control-character':
      return `the control character ${found} stands here; only tabs and line breaks are allowed.`;
    case 'front-matter-missing':
      return `the file ${found ? `starts with ${it}` : 'is empty'}; it must start with a front matter between two lines of ---.`;
    case 'front-matter-open':
      return 'the front matter has no end; a line of --- must close it.';
    case 'front-matter-size':
      return `the front matter has ${count} bytes; at most ${rule.maximum.toLocaleString('en')} are allowed.`;
    case 'yaml-fields':
      return `there are more than ${rule.maximum.toLocaleString('en')} fields; no more are allowed.`;
    case 'yaml-depth':
      return `fields and lists are nested deeper than ${rule.maximum} levels; no more are allowed.`;
    case 'yaml':
      return `${found ? it : 'this'} is not valid YAML; ${englishHints[rule.hint]}.`;
    case 'yaml-feature':
      return `${it} is ${englishFeatures[rule.feature]}; only plain texts, lists and named fields are allowed.`;
    case 'duplicate-field':
      return `the field stands on line ${rule.first} already; it is allowed once.`;
    case 'unknown-field':
      return `${it} is not a field here; allowed are ${list(rule.allowed, 'and')}.`;
    case 'missing':
      return 'nothing is given here; a value is required.';
    case 'type':
      return `${it} is of the wrong kind; it must be ${englishTypes[rule.expected]}.`;
    case 'form':
      return `${it} does not fit here; it must be ${englishForms[rule.form]}.`;
    case 'choice':
      return `${it} is not one of the choices; allowed are ${list(rule.allowed, 'and')}.`;
    case 'too-long':
      return `${it} is too long; at most ${rule.maximum.toLocaleString('en')} characters are allowed.`;
    case 'too-many':
      return `the list is too long (${count}); at most ${rule.maximum.toLocaleString('en')} are allowed.`;
    case 'too-few':
      return `the list is too short (${count}); at least ${rule.minimum.toLocaleString('en')} must be in it.`;
    case 'date-order':
      return `${it} ends before it starts; the end must be the day of the start or a later one.`;
    case 'duplicate-id':
      return `${it} is already the id of another entry, on line ${rule.first}; each id is used once.`;
    case 'unknown-source':
      return `the source ${it} is cited but not listed; ${listed(rule.allowed, 'the sources listed are', 'and', 'no source is listed')}.`;
    case 'unknown-proposal':
      return `there is no proposal ${it}; ${listed(rule.allowed, 'the proposals are', 'and', 'the brief has none')}.`;
    case 'body-lines':
      return `the body has ${count} lines; at most ${rule.maximum.toLocaleString('en')} are allowed.`;
    case 'body-depth':
      return `lists and quotations are nested ${count} deep; at most ${rule.maximum} are allowed.`;
    case 'body-blocks':
      return `the body has more than ${rule.maximum.toLocaleString('en')} headings, paragraphs, items and rows; no more are allowed.`;
    case 'body-pieces':
      return `the body has more than ${rule.maximum.toLocaleString('en')} blocks, cells, items, quotations, emphases, links and citations; no more are allowed.`;
    case 'block-length':
      return `one paragraph has ${count} characters; at most ${rule.maximum.toLocaleString('en')} are allowed.`;
    case 'table-columns':
      return `a table has more than ${rule.maximum.toLocaleString('en')} columns; no more are allowed.`;
    case 'duplicate-edition':
      return `${rule.other} is the same brief in the same language; each language is allowed once.`;
    case 'edition-shape':
      return `${found ? `${it} is ${englishShape(rule.here)}` : 'the edition ends here'}, but in ${rule.other} ${rule.there ? `${englishShape(rule.there)} stands there` : 'nothing more follows'}; editions must have the same blocks.`;
    case 'edition-proposals':
      return `the proposals are ${found || 'none'}, but in ${rule.other} ${listed(rule.allowed, 'they are', 'and', 'there are none')}; editions must have the same.`;
    case 'unknown-term':
      return `the glossary has no term ${it}; ${listed(rule.allowed, 'its terms are', 'and', 'it is empty')}.`;
    case 'unknown-brief':
      return `there is no brief ${it} among these; ${listed(rule.allowed, 'they are', 'and', 'there is none')}.`;
    case 'uncited':
      return `${it} cites no source; a figure, a quotation, a proposal and a promise should.`;
    case 'typography':
      return `${it} is not set as it should be; ${englishSlips[rule.slip]}.`;
    case 'more-problems':
      return `there are more problems from here on (${rule.count.toLocaleString('en')}); none is allowed.`;
  }
}

/** The same in French. */
export function frenchClause(rule: Rule, found: string): string {
  const it = found ? `«\u202f${found}\u202f»` : 'rien';
  const count = Number(found).toLocaleString('fr');
  switch (rule.code) {
    case 'file-missing':
      return 'ni fichier ni dossier de ce nom\u202f; une note ou un dossier de notes est attendu.';
    case 'file-kind':
      return 'c’est un tube, un périphérique ou autre\u202f; un fichier ordinaire ou un dossier est attendu.';
    case 'file-denied':
      return 'le système refuse de l’ouvrir\u202f; il doit être lisible.';
    case 'file-unread':
      return 'le système n’a pas pu le lire\u202f; il doit être lisible.';
    case 'file-costly':
      return 'sa lecture prend trop de temps ou de mémoire\u202f; un texte plus simple ou plus court est attendu.';
    case 'no-briefs':
      return 'le dossier ne contient aucune note\u202f; des fichiers nommés d’après une langue, comme fr.md, sont attendus.';
    case 'file-place':
      return 'il se trouve à côté des dossiers des notes\u202f; sa place est dans un dossier nommé d’après son identifiant, sous le nom de sa langue, comme fr.md.';
    case 'id-taken':
      return `${it} est déjà l’identifiant d’une autre note de la bibliothèque\u202f; chaque identifiant ne sert qu’une fois.`;
    case 'file-size':
      return `le fichier compte ${count} octets\u202f; ${rule.maximum.toLocaleString('fr')} au plus sont admis.`;
    case 'encoding':
      return 'ces octets ne forment pas un texte en UTF-8\u202f; aucun autre codage n’est admis.';
    case 'control-character':
      return `le caractère de commande ${found} se trouve ici\u202f; seuls tabulations et sauts de ligne sont admis.`;
    case 'front-matter-missing':
      return `le fichier ${found ? `commence par ${it}` : 'est vide'}\u202f; il doit commencer par un en-tête entre deux lignes de ---.`;
    case 'front-matter-open':
      return 'l’en-tête n’a pas de fin\u202f; une ligne de --- doit le fermer.';
    case 'front-matter-size':
      return `l’en-tête compte ${count} octets\u202f; ${rule.maximum.toLocaleString('fr')} au plus sont admis.`;
    case 'yaml-fields':
      return `il y a plus de ${rule.maximum.toLocaleString('fr')} champs\u202f; c’est le plus grand nombre admis.`;
    case 'yaml-depth':
      return `champs et listes sont imbriqués sur plus de ${rule.maximum} niveaux\u202f; c’est le plus grand nombre admis.`;
    case 'yaml':
      return `${found ? it : 'ceci'} n’est pas du YAML valable\u202f; ${frenchHints[rule.hint]}.`;
    case 'yaml-feature':
      return `${it} est ${frenchFeatures[rule.feature]}\u202f; seuls textes simples, listes et champs nommés sont admis.`;
    case 'duplicate-field':
      return `le champ figure déjà ligne ${rule.first}\u202f; il n’est admis qu’une fois.`;
    case 'unknown-field':
      return `${it} n’est pas un champ d’ici\u202f; sont admis ${list(rule.allowed, 'et')}.`;
    case 'missing':
      return 'rien ne figure ici\u202f; une valeur est obligatoire.';
    case 'type':
      return `${it} n’est pas de la bonne sorte\u202f; il faut ${frenchTypes[rule.expected]}.`;
    case 'form':
      return `${it} ne convient pas ici\u202f; il faut ${frenchForms[rule.form]}.`;
    case 'choice':
      return `${it} n’est pas l’un des choix\u202f; sont admis ${list(rule.allowed, 'et')}.`;
    case 'too-long':
      return `${it} est trop long\u202f; ${rule.maximum.toLocaleString('fr')} caractères au plus sont admis.`;
    case 'too-many':
      return `la liste est trop longue (${count})\u202f; ${rule.maximum.toLocaleString('fr')} éléments au plus sont admis.`;
    case 'too-few':
      return `la liste est trop courte (${count})\u202f; il en faut au moins ${rule.minimum.toLocaleString('fr')}.`;
    case 'date-order':
      return `${it} finit avant de commencer\u202f; la fin doit être le jour du début ou un jour suivant.`;
    case 'duplicate-id':
      return `${it} est déjà l’identifiant d’un autre élément, ligne ${rule.first}\u202f; chacun ne sert qu’une fois.`;
    case 'unknown-source':
      return `la source ${it} est citée mais ne figure pas dans la liste\u202f; ${listed(rule.allowed, 'celle-ci contient', 'et', 'celle-ci est vide')}.`;
    case 'unknown-proposal':
      return `il n’y a pas de proposition ${it}\u202f; ${listed(rule.allowed, 'les propositions sont', 'et', 'la note n’en a aucune')}.`;
    case 'body-lines':
      return `le corps compte ${count} lignes\u202f; ${rule.maximum.toLocaleString('fr')} au plus sont admises.`;
    case 'body-depth':
      return `listes et citations sont imbriquées sur ${count} niveaux\u202f; ${rule.maximum} au plus sont admis.`;
    case 'body-blocks':
      return `le corps a plus de ${rule.maximum.toLocaleString('fr')} titres, paragraphes, éléments de liste et lignes de tableau\u202f; c’est le plus grand nombre admis.`;
    case 'body-pieces':
      return `le corps a plus de ${rule.maximum.toLocaleString('fr')} blocs, cases, éléments de liste, citations, mises en relief, liens et renvois\u202f; c’est le plus grand nombre admis.`;
    case 'block-length':
      return `un paragraphe compte ${count} caractères\u202f; ${rule.maximum.toLocaleString('fr')} au plus sont admis.`;
    case 'table-columns':
      return `un tableau a plus de ${rule.maximum.toLocaleString('fr')} colonnes\u202f; c’est le plus grand nombre admis.`;
    case 'duplicate-edition':
      return `${rule.other} est la même note dans la même langue\u202f; chaque langue n’est admise qu’une fois.`;
    case 'edition-shape':
      return `${found ? `${it} est ${frenchShape(rule.here)}` : 'l’édition finit ici'}, alors que dans ${rule.other} ${rule.there ? `se trouve là ${frenchShape(rule.there)}` : 'plus rien ne suit'}\u202f; les éditions doivent avoir les mêmes blocs.`;
    case 'edition-proposals':
      return `les propositions sont ${found || 'absentes'}, alors que dans ${rule.other} ${listed(rule.allowed, 'ce sont', 'et', 'il n’y en a pas')}\u202f; les éditions doivent avoir les mêmes.`;
    case 'unknown-term':
      return `le glossaire n’a pas de terme ${it}\u202f; ${listed(rule.allowed, 'ses termes sont', 'et', 'il est vide')}.`;
    case 'unknown-brief':
      return `il n’y a pas de note ${it} parmi celles-ci\u202f; ${listed(rule.allowed, 'ce sont', 'et', 'il n’y en a aucune')}.`;
    case 'uncited':
      return `${it} ne cite aucune source\u202f; un chiffre, une citation, une proposition et un engagement devraient en citer une.`;
    case 'typography':
      return `${it} n’est pas composé selon l’usage\u202f; ${frenchSlips[rule.slip]}.`;
    case 'more-problems':
      return `d’autres problèmes suivent (${rule.count.toLocaleString('fr')})\u202f; aucun n’est admis.`;
  }
}

type HintOf = Extract<Rule, { code: 'yaml' }>['hint'];
type FeatureOf = Extract<Rule, { code: 'yaml-feature' }>['feature'];
type TypeOf = Extract<Rule, { code: 'type' }>['expected'];

const englishHints: Readonly<Record<HintOf, string>> = {
  quotes: 'a text that holds a colon or starts with a sign must stand in double quotes',
  tabs: 'only spaces may indent',
  close: 'each bracket and quotation mark must be closed',
  layout: 'each field must be written “name: value” and indented like its neighbours',
};

const frenchHints: Readonly<Record<HintOf, string>> = {
  quotes:
    'un texte qui contient un deux-points ou commence par un signe doit être mis entre guillemets droits doubles',
  tabs: 'seules les espaces peuvent servir de retrait',
  close: 'chaque crochet et chaque guillemet doit être fermé',
  layout: 'chaque champ doit s’écrire «\u202fnom: valeur\u202f», avec le même retrait que ses voisins',
};

const englishFeatures: Readonly<Record<FeatureOf, string>> = {
  anchor: 'a YAML anchor',
  alias: 'a YAML alias',
  tag: 'a YAML tag',
  key: 'not the name of a field',
};

const frenchFeatures: Readonly<Record<FeatureOf, string>> = {
  anchor: 'une ancre YAML',
  alias: 'un alias YAML',
  tag: 'une étiquette YAML',
  key: 'autre chose qu’un nom de champ',
};

const englishTypes: Readonly<Record<TypeOf, string>> = {
  text: 'a text, in double quotes where YAML takes it for something else',
  list: 'a list',
  fields: 'a set of named fields',
  other: 'what the format says',
};

const frenchTypes: Readonly<Record<TypeOf, string>> = {
  text: 'un texte, entre guillemets droits doubles si YAML le prend pour autre chose',
  list: 'une liste',
  fields: 'un ensemble de champs nommés',
  other: 'ce que dit le format',
};

const englishForms: Readonly<Record<Form, string>> = {
  'brief-id':
    'an id of lower-case letters, digits and single hyphens, such as 2025-04-26-almaty, that is not a name Windows keeps for itself',
  'local-id':
    'an id of at most 40 lower-case letters, digits and hyphens that starts with a letter, such as p1',
  language: 'a language tag such as fr, en or zh-Hans',
  country: 'a country code of two capitals, such as KZ',
  date: 'a day that exists, such as 2025-04-26',
  'date-or-range': 'a day that exists, such as 2025-04-26, or the fields start and end',
  'web-address': 'an address that starts with https:// or http://',
  'brief-proposal': 'a brief and its proposal, such as 2024-12-01-chengdu#p7',
};

const frenchForms: Readonly<Record<Form, string>> = {
  'brief-id':
    'un identifiant en minuscules, chiffres et traits d’union simples, comme 2025-04-26-almaty, qui ne soit pas un nom réservé de Windows',
  'local-id':
    'un identifiant d’au plus 40 minuscules, chiffres et traits d’union, commençant par une lettre, comme p1',
  language: 'une étiquette de langue comme fr, en ou zh-Hans',
  country: 'un code de pays en deux capitales, comme KZ',
  date: 'un jour qui existe, comme 2025-04-26',
  'date-or-range': 'un jour qui existe, comme 2025-04-26, ou les champs start et end',
  'web-address': 'une adresse qui commence par https:// ou http://',
  'brief-proposal': 'une note et sa proposition, comme 2024-12-01-chengdu#p7',
};

const englishKinds: Readonly<Record<BlockShape['kind'], string>> = {
  heading: 'a heading',
  paragraph: 'a paragraph',
  item: 'a list item',
  row: 'a table row',
  quotation: 'a quotation',
  code: 'a code listing',
};

const frenchKinds: Readonly<Record<BlockShape['kind'], string>> = {
  heading: 'un titre',
  paragraph: 'un paragraphe',
  item: 'un élément de liste',
  row: 'une ligne de tableau',
  quotation: 'une citation',
  code: 'un listage de code',
};

function englishShape(shape: BlockShape | null): string {
  if (!shape) return 'nothing';
  if (shape.level) return `${englishKinds[shape.kind]} of level ${shape.level}`;
  const cells = shape.cells === 1 ? '1 cell' : `${shape.cells} cells`;
  return shape.cells ? `${englishKinds[shape.kind]} of ${cells}` : englishKinds[shape.kind];
}

function frenchShape(shape: BlockShape | null): string {
  if (!shape) return 'rien';
  if (shape.level) return `${frenchKinds[shape.kind]} de niveau ${shape.level}`;
  const cells = shape.cells === 1 ? '1 case' : `${shape.cells} cases`;
  return shape.cells ? `${frenchKinds[shape.kind]} à ${cells}` : frenchKinds[shape.kind];
}

const englishSlips: Readonly<Record<Slip, string>> = {
  apostrophe: 'the apostrophe is ’',
  'quotation-marks': 'quotation marks are those of the language',
  ellipsis: 'three dots are the one sign …',
  'narrow-space': 'a narrow no-break space (U+202F) stands before ; ! ? » and after «',
  'colon-space': 'a no-break space (U+00A0) stands before a colon',
  'percent-space': 'a narrow no-break space (U+202F) stands before %',
  thousands: 'thousands are parted by a narrow no-break space (U+202F)',
  'space-before': 'no space stands before , ; : ! ?',
};

const frenchSlips: Readonly<Record<Slip, string>> = {
  apostrophe: 'l’apostrophe s’écrit ’',
  'quotation-marks': 'les guillemets sont ceux de la langue',
  ellipsis: 'trois points s’écrivent avec le seul signe …',
  'narrow-space': 'une espace fine insécable (U+202F) précède ; ! ? » et suit «',
  'colon-space': 'une espace insécable (U+00A0) précède le deux-points',
  'percent-space': 'une espace fine insécable (U+202F) précède %',
  thousands: 'les milliers se séparent par une espace fine insécable (U+202F)',
  'space-before': 'aucune espace ne précède , ; : ! ?',
};

const mostListed = 20;

function list(names: readonly string[], and: string): string {
  if (names.length > mostListed) return `${names.slice(0, mostListed).join(', ')}…`;
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1)}` : names.join('');
}

function listed(names: readonly string[], before: string, and: string, none: string): string {
  return names.length ? `${before} ${list(names, and)}` : none;
}
