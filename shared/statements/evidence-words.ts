import { count, plural } from '../blocks/numbers.ts'
import type { Language } from '../board/document.ts'
import type { WornQuestion } from './worn-lists.ts'

/** The words in which the evidence on a sentence is told. */
interface EvidenceWords {
  readonly heading: string
  readonly swap: (told: string) => string
  /** How many answered "No" for one name. */
  readonly no: (no: number, of: number) => string
  readonly couldSign: (names: string) => string
  readonly noneCouldSign: string
  /** The purposes of others, and how many could sign one. */
  readonly theirs: string
  readonly yes: (yes: number, of: number) => string
  readonly theirsMany: string
  readonly people: string
  readonly names: (names: string) => string
  readonly namesNobody: string
  readonly forgets: (people: string) => string
  readonly forgetsNone: string
  readonly worn: (words: number) => string
  readonly wornWord: (word: string, question: string) => string
  readonly questions: Readonly<Record<WornQuestion, string>>
  readonly opposite: (hasVotes: boolean) => string
  readonly defended: (people: number) => string
  readonly oneOf: (texts: number) => string
  readonly who: string
  readonly monday: string
  readonly versions: (versions: number) => string
  readonly grafted: (sentences: readonly number[]) => string
  /** The same in a few words, for one line. */
  readonly brief: {
    readonly swap: (told: string) => string
    readonly theirs: (sources: string) => string
    readonly names: (names: string) => string
    readonly namesNobody: string
    readonly forgets: (needs: number) => string
    readonly worn: (words: string) => string
    readonly opposite: (text: string) => string
    readonly monday: (decisions: number) => string
  }
  readonly more: (others: number) => string
  readonly about: (version: number) => string
  readonly stale: (version: number) => string
}

const en: EvidenceWords = {
  heading: 'What is known of it',
  swap: (told) => `Swap the name: ${told}`,
  no: (no, of) => `${count('en', no)} “No” of ${count('en', of)}`,
  couldSign: (names) => `Could sign it: ${names}.`,
  noneCouldSign: 'None of them could sign it.',
  theirs: 'Could we sign theirs?',
  yes: (yes, of) => `${count('en', yes)} “Yes” of ${count('en', of)}`,
  theirsMany: 'Ours must say what theirs does not.',
  people: 'Who it names, who it forgets',
  names: (names) => `It names: ${names}.`,
  namesNobody: 'It names nobody on the map.',
  forgets: (people) => `It forgets an agreed need of: ${people}.`,
  forgetsNone: 'It forgets no agreed need.',
  worn: (words) => (words === 1 ? 'A worn word' : `${words} worn words`),
  wornWord: (word, question) => `“${word}”: ${question}`,
  questions: {
    who: 'Who exactly?',
    what: 'What exactly?',
    how: 'What would somebody see us do?',
    sign: 'How would one notice it?',
    choice: 'What would you no longer do?',
    when: 'When exactly?',
    phrase: 'What would be missing without it?',
    verb: 'Who does what here?',
  },
  opposite: (hasVotes) => (hasVotes ? 'The best opposite' : 'An opposite'),
  defended: (people) => `${plural('en', people, 'person', 'people')} could defend it.`,
  oneOf: (texts) => `One of ${count('en', texts)}.`,
  who: 'Who, exactly',
  monday: 'On Monday morning',
  versions: (versions) => plural('en', versions, 'version', 'versions'),
  grafted: (sentences) =>
    `Phrases from ${sentences.length === 1 ? 'sentence' : 'sentences'} ${sentences.join(', ')}.`,
  brief: {
    swap: (told) => `${told} under other names`,
    theirs: (sources) => `we could also sign that of ${sources}`,
    names: (names) => `names ${names}`,
    namesNobody: 'names nobody on the map',
    forgets: (needs) => `forgets ${plural('en', needs, 'agreed need', 'agreed needs')}`,
    worn: (words) => `worn: ${words}`,
    opposite: (text) => `opposite: “${text}”`,
    monday: (decisions) => plural('en', decisions, 'Monday decision', 'Monday decisions'),
  },
  more: (others) => `and ${count('en', others)} more`,
  about: (version) => `About version ${version}.`,
  stale: (version) => `About version ${version}: the words have changed since.`,
}

const fr: EvidenceWords = {
  heading: 'Ce que l’on sait d’elle',
  swap: (told) => `Changez le nom\u00A0: ${told}`,
  no: (no, of) => `${count('fr', no)} «\u00A0Non\u00A0» sur ${count('fr', of)}`,
  couldSign: (names) => `Pourraient la signer\u00A0: ${names}.`,
  noneCouldSign: 'Aucun de ces noms ne pourrait la signer.',
  theirs: 'Pourrions-nous signer la leur\u202F?',
  yes: (yes, of) => `${count('fr', yes)} «\u00A0Oui\u00A0» sur ${count('fr', of)}`,
  theirsMany: 'La nôtre doit dire ce que la leur ne dit pas.',
  people: 'Qui elle nomme, qui elle oublie',
  names: (names) => `Elle nomme\u00A0: ${names}.`,
  namesNobody: 'Elle ne nomme personne de la carte.',
  forgets: (people) => `Elle oublie un besoin approuvé de\u00A0: ${people}.`,
  forgetsNone: 'Elle n’oublie aucun besoin approuvé.',
  worn: (words) => (words === 1 ? 'Un mot usé' : `${words} mots usés`),
  wornWord: (word, question) => `«\u00A0${word}\u00A0»\u00A0: ${question}`,
  questions: {
    who: 'Qui exactement\u202F?',
    what: 'Quoi, exactement\u202F?',
    how: 'Que nous verrait-on faire\u202F?',
    sign: 'À quoi le remarquerait-on\u202F?',
    choice: 'Que ne feriez-vous plus\u202F?',
    when: 'Quand exactement\u202F?',
    phrase: 'Que manquerait-il sans ces mots\u202F?',
    verb: 'Qui fait quoi, ici\u202F?',
  },
  opposite: (hasVotes) => (hasVotes ? 'Le meilleur contraire' : 'Un contraire'),
  defended: (people) => `${plural('fr', people, 'personne pourrait', 'personnes pourraient')} le défendre.`,
  oneOf: (texts) => `L’un des ${count('fr', texts)}.`,
  who: 'Qui, exactement',
  monday: 'Lundi matin',
  versions: (versions) => plural('fr', versions, 'version', 'versions'),
  grafted: (sentences) =>
    sentences.length === 1
      ? `Des mots lui viennent de la phrase ${sentences.join('')}.`
      : `Des mots lui viennent des phrases ${sentences.join(', ')}.`,
  brief: {
    swap: (told) => `${told} sous d’autres noms`,
    theirs: (sources) => `nous pourrions aussi signer celle de\u00A0: ${sources}`,
    names: (names) => `nomme\u00A0: ${names}`,
    namesNobody: 'ne nomme personne de la carte',
    forgets: (needs) => `oublie ${plural('fr', needs, 'besoin approuvé', 'besoins approuvés')}`,
    worn: (words) => `usé\u00A0: ${words}`,
    opposite: (text) => `contraire\u00A0: «\u00A0${text}\u00A0»`,
    monday: (decisions) => plural('fr', decisions, 'décision du lundi', 'décisions du lundi'),
  },
  more: (others) => `et ${plural('fr', others, 'autre', 'autres')}`,
  about: (version) => `Sur la version ${version}.`,
  stale: (version) => `Sur la version ${version}\u00A0: les mots ont changé depuis.`,
}

export function evidenceWordsOf(language: Language): EvidenceWords {
  return { en, fr }[language]
}
