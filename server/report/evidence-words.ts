import type { Language } from '#shared/board/document.ts'
import { count, plural } from '#shared/blocks/numbers.ts'

interface EvidenceWords {
  /** Of the page that shows a file; its program gets all of them but the title. */
  readonly page: PageWords
  readonly sentence: (versions: number) => string
  readonly sentenceMore: string
  readonly version: string
  readonly kept: string
  readonly text: string
  readonly digest: string
  readonly published: string
  readonly publishedVersion: (number: number) => string
  readonly origins: string
  readonly originsMore: (notes: number, proposals: number) => string
  readonly tests: string
  readonly votes: string
  readonly votesMore: string
  readonly consents: string
  readonly distributions: (of: number) => string
  readonly objections: string
  readonly objectionsMore: (all: number, lent: number) => string
  readonly objectionsCount: (all: number, answered: number) => string
  readonly reasonOf: (answer: number) => string
  readonly replied: (text: string) => string
  readonly objectionsHint: string
  readonly agenda: string
  readonly agendaMore: (phases: number, length: string) => string
  readonly principles: string
  readonly principlesMore: (of: number) => string
  readonly cases: string
  readonly casesMore: (of: number) => string
  readonly andNot: (side: string) => string
  readonly settledBy: (principle: string) => string
  readonly shares: (before: string, after: string) => string
  readonly noVote: string
  readonly pulses: string
  readonly pulsesMore: (of: number) => string
  readonly pulse: (day: string, answers: number) => string
  readonly day: (day: string) => string
  readonly strangers: string
  readonly recognised: (found: number, of: number) => string
  readonly byChance: (of: number) => string
  readonly nothing: string
}

interface PageWords {
  readonly title: (team: string) => string
  readonly still: string
  readonly noScript: string
  readonly checking: string
  readonly unchanged: string
  readonly changed: string
  readonly changedMany: string
  readonly changedList: string
  readonly moved: string
  readonly noKeys: string
  readonly noCheck: string
  readonly whole: string
  readonly left: string
  readonly expected: string
  readonly found: string
  readonly asHere: string
  readonly notAsSigned: string
  readonly unreadable: string
  readonly signed: string
  readonly signedBy: string
  readonly thisServer: string
  readonly key: string
  readonly keyHint: string
  readonly proves: string
  readonly provesMore: string
  readonly provesNot: string
  readonly provesNotMore: string
  readonly how: string
  readonly howMore: string
  readonly sections: string
}

const en: EvidenceWords = {
  page: {
    title: (team) => `Evidence: ${team}`,
    still:
      'If you read nothing but these lines, the program of this file did not run, or somebody has changed it. “npm run verify -- FILE” tells which place has changed.',
    noScript: 'Everything in this file is drawn from its signed bytes. That needs JavaScript.',
    checking: 'This file checks itself.',
    unchanged: 'Nothing has changed since it was signed. This file has just checked it, without a network.',
    changed: 'At least one byte has changed since it was signed, in section {n}.',
    changedMany: 'Bytes have changed since it was signed, in the sections {n}.',
    changedList: 'At least one byte has changed since it was signed: in the list of hashes or its signature.',
    moved:
      'Something stands at another place of this file than where it was signed. “npm run verify” says what has changed.',
    noKeys:
      'The hashes of all sections are right. This browser cannot check the signature itself; “npm run verify” can.',
    noCheck: 'This browser cannot check the file; “npm run verify” can.',
    whole: '{n} of {n} sections',
    left: '{n} of {all} sections unchanged',
    expected: 'expected {hash}',
    found: 'found {hash}',
    asHere: 'Section {n}, as it stands here',
    notAsSigned:
      'This is not what was signed. The file knows where; it knows neither who, nor what it said before.',
    unreadable: 'Its text cannot be read any more.',
    signed: 'Signed',
    signedBy: '{day} by {server}',
    thisServer: 'this server',
    key: 'With the key',
    keyHint: '{key}, the same as on the public page',
    proves: 'It proves',
    provesMore: 'that this server kept this, that day, and that nothing has changed since',
    provesNot: 'It does not prove',
    provesNotMore: 'who was in the room, nor that everybody said what they think',
    how: 'How to be sure',
    howMore:
      'The check in this file could be edited too. Only “npm run verify -- FILE” of Boussole, with the published key of the server, proves it.',
    sections: 'Sections',
  },
  sentence: (versions) =>
    versions === 0 ? 'The sentence' : `The sentence and its ${plural('en', versions, 'version', 'versions')}`,
  sentenceMore: 'with date and hash',
  version: 'Version',
  kept: 'Kept',
  text: 'Words',
  digest: 'SHA-256',
  published: 'Published on the purpose page',
  publishedVersion: (number) => `Version ${number} of the page`,
  origins: 'Where its words come from',
  originsMore: (notes, proposals) =>
    `${plural('en', notes, 'note', 'notes')}, ${plural('en', proposals, 'proposal', 'proposals')}`,
  tests: 'The tests',
  votes: 'The votes and duels',
  votesMore: 'totals, never who',
  consents: 'The consents',
  distributions: (of) => plural('en', of, 'distribution', 'distributions'),
  objections: 'The objections and their answers',
  objectionsMore: (all, lent) => `${count('en', all)}, ${count('en', lent)} in their authors’ words`,
  objectionsCount: (all, answered) =>
    `${plural('en', all, 'objection or reason', 'objections and reasons')}, ${count('en', answered)} with an answer in writing.`,
  reasonOf: (answer) => (answer === 0 ? 'An objection (0)' : `A reason for a ${count('en', answer)}`),
  replied: (text) => `Answered: ${text}`,
  objectionsHint:
    'The words of the others are not in this file: they belong to their authors, who have not lent them.',
  agenda: 'The agenda as lived',
  agendaMore: (phases, length) => `${plural('en', phases, 'phase', 'phases')}, ${length}`,
  principles: 'The principles',
  principlesMore: (of) => `${count('en', of)}, with their signs`,
  cases: 'The cases',
  casesMore: (of) => `${count('en', of)} settled`,
  andNot: (side) => `and not: ${side}`,
  settledBy: (principle) => `Settled by: ${principle}`,
  shares: (before, after) => `${before} before talking, ${after} afterwards`,
  noVote: 'noted without a vote',
  pulses: 'The pulses',
  pulsesMore: (of) => `${count('en', of)}, beside the day`,
  pulse: (day, answers) => `The pulse of ${day}: ${plural('en', answers, 'answer', 'answers')}`,
  day: (day) => `The day, ${day}`,
  strangers: 'Strangers',
  recognised: (found, of) => `${count('en', found)} of ${count('en', of)} recognised it`,
  byChance: (of) => `Guessing finds ${count('en', Math.round(of))}.`,
  nothing: 'No sentence has been adopted.',
}

const fr: EvidenceWords = {
  page: {
    title: (team) => `Dossier de preuve\u00A0: ${team}`,
    still:
      'Si vous ne lisez que ces lignes, le programme de ce fichier n’a pas démarré, ou quelqu’un l’a modifié. «\u00A0npm run verify -- FICHIER\u00A0» dit quel endroit a changé.',
    noScript: 'Tout ce que montre ce fichier vient de ses octets signés. Il y faut JavaScript.',
    checking: 'Ce fichier se vérifie.',
    unchanged: 'Rien n’a changé depuis la signature. Ce fichier vient de le vérifier, sans réseau.',
    changed: 'Un octet au moins a changé après la signature, dans la section {n}.',
    changedMany: 'Des octets ont changé après la signature, dans les sections {n}.',
    changedList:
      'Un octet au moins a changé après la signature\u00A0: dans la liste des empreintes ou dans sa signature.',
    moved:
      'Quelque chose n’est plus, dans ce fichier, à la place où il a été signé. «\u00A0npm run verify\u00A0» dit ce qui a changé.',
    noKeys:
      'Les empreintes de toutes les sections sont justes. Ce navigateur ne sait pas vérifier la signature elle-même\u00A0; «\u00A0npm run verify\u00A0» le sait.',
    noCheck: 'Ce navigateur ne sait pas vérifier le fichier\u00A0; «\u00A0npm run verify\u00A0» le sait.',
    whole: '{n} sections sur {n}',
    left: '{n} sections sur {all} intactes',
    expected: 'attendu {hash}',
    found: 'trouvé {hash}',
    asHere: 'Section {n}, telle qu’elle est écrite ici',
    notAsSigned:
      'Ce n’est plus ce qui a été signé. Le fichier sait où\u202F; il ne sait ni qui, ni ce qui était écrit.',
    unreadable: 'Son texte ne se lit plus.',
    signed: 'Signé',
    signedBy: 'le {day} par {server}',
    thisServer: 'ce serveur',
    key: 'Avec la clef',
    keyHint: '{key}, la même que sur la page publique',
    proves: 'Ce qu’il prouve',
    provesMore: 'que ce serveur a gardé ceci, ce jour-là, et que rien n’a bougé depuis',
    provesNot: 'Ce qu’il ne prouve pas',
    provesNotMore: 'qui était dans la salle, ni que chacun a dit ce qu’il pensait',
    how: 'Pour en être sûr',
    howMore:
      'La vérification de ce fichier peut être modifiée, elle aussi. Seul «\u00A0npm run verify -- FICHIER\u00A0» de Boussole, avec la clef publiée du serveur, en apporte la preuve.',
    sections: 'Sections',
  },
  sentence: (versions) =>
    versions === 0
      ? 'La phrase'
      : versions === 1
        ? 'La phrase et sa version'
        : `La phrase et ses ${count('fr', versions)} versions`,
  sentenceMore: 'avec date et empreinte',
  version: 'Version',
  kept: 'Gardée',
  text: 'Mots',
  digest: 'SHA-256',
  published: 'Publiée sur la page de raison d’être',
  publishedVersion: (number) => `Version ${number} de la page`,
  origins: 'D’où viennent ses mots',
  originsMore: (notes, proposals) =>
    `${plural('fr', notes, 'note', 'notes')}, ${plural('fr', proposals, 'proposition', 'propositions')}`,
  tests: 'Les épreuves',
  votes: 'Les votes et les duels',
  votesMore: 'des totaux, jamais qui',
  consents: 'Les consentements',
  distributions: (of) => plural('fr', of, 'distribution', 'distributions'),
  objections: 'Les objections et leurs réponses',
  objectionsMore: (all, lent) =>
    `${count('fr', all)}, dont ${count('fr', lent)} dans les mots de leurs auteurs`,
  objectionsCount: (all, answered) =>
    `${plural('fr', all, 'objection ou explication', 'objections et explications')}, ${count('fr', answered)} avec une réponse écrite.`,
  reasonOf: (answer) => (answer === 0 ? 'Une objection (0)' : `L’explication d’un ${count('fr', answer)}`),
  replied: (text) => `Réponse\u00A0: ${text}`,
  objectionsHint:
    'Les mots des autres ne sont pas dans ce fichier\u00A0: ils sont à leurs auteurs, qui ne les ont pas prêtés.',
  agenda: 'Le déroulé, tel que vécu',
  agendaMore: (phases, length) => `${plural('fr', phases, 'temps', 'temps')}, ${length}`,
  principles: 'Les principes',
  principlesMore: (of) => `${count('fr', of)}, avec leurs signes`,
  cases: 'Les cas',
  casesMore: (of) => plural('fr', of, 'tranché', 'tranchés'),
  andNot: (side) => `et non\u00A0: ${side}`,
  settledBy: (principle) => `Tranché par\u00A0: ${principle}`,
  shares: (before, after) => `${before} avant d’en parler, ${after} après`,
  noVote: 'noté sans vote',
  pulses: 'Les pouls',
  pulsesMore: (of) => `${count('fr', of)}, et celui du jour`,
  pulse: (day, answers) => `Le pouls du ${day}\u00A0: ${plural('fr', answers, 'réponse', 'réponses')}`,
  day: (day) => `Le jour même, ${day}`,
  strangers: 'Des inconnus',
  recognised: (found, of) => `${count('fr', found)} sur ${count('fr', of)} l’ont reconnue`,
  byChance: (of) => `Au hasard, on en trouve ${count('fr', Math.round(of))}.`,
  nothing: 'Aucune phrase n’a été adoptée.',
}

export const evidenceWords: Readonly<Record<Language, EvidenceWords>> = { en, fr }
