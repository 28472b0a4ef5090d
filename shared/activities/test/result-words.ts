import type { Language } from '#shared/board/document.ts'
import { count, percent, plural } from '#shared/blocks/numbers.ts'
import { shownShare } from '#shared/workshop/specificity.ts'
import type { TestKind } from './activity.ts'

/** The words in which the result of a test is told. */
export interface TestWords {
  readonly kinds: Readonly<Record<TestKind, string>>
  readonly version: (statement: number, version: number) => string
  readonly voted: (voted: number, eligible: number) => string
  readonly imported: string
  readonly withheld: string
  readonly nobody: string
  readonly specific: string
  readonly notSpecific: string
  /** `least`: so many "No", in words. */
  readonly rule: (least: string) => string
  readonly heads: readonly [thing: string, amount: string]
  /** By their weights. */
  readonly answers: readonly [no: string, almost: string, yes: string]
  readonly pass: string
  readonly share: (share: number | null) => string
  /** Of a reason: under which name, and the answer. */
  readonly about: (other: string, answer: string) => string
  readonly reasons: string
  readonly written: (answers: number) => string
  /** The order of opposites. */
  readonly defended: string
  readonly noWords: string
  /** The question about the purposes of others. */
  readonly theirs: string
  readonly theirsHeading: string
  /** How many of us could sign one of them. */
  readonly wouldSign: (yes: number, answered: number) => string
  readonly theirsMany: string
  readonly theirsFew: string
}

const en: TestWords = {
  kinds: {
    swap: 'Under other names',
    opposite: 'Its opposite',
    who: 'Who, exactly',
    monday: 'On Monday morning',
  },
  version: (statement, version) => `Statement ${statement}, version ${version}`,
  voted: (voted, eligible) => `${count('en', voted)} of ${count('en', eligible)} judged in secret`,
  imported: 'imported from a file',
  withheld: 'Fewer than three people answered, so no answers are published.',
  nobody: 'Nobody answered.',
  specific: 'The sentence is specific: others could hardly sign it.',
  notSpecific: 'Not yet specific: another organisation could sign it.',
  rule: (least) => `Specific from ${least}, over all names. It blocks nothing.`,
  heads: ['Could they sign it?', '“No”'],
  answers: ['No', 'Almost', 'Yes'],
  pass: 'Pass',
  share: (share) => (share === null ? '–' : inPercent('en', share)),
  about: (other, answer) => `${other}: ${answer}`,
  reasons: 'Reasons',
  written: (answers) => plural('en', answers, 'answer', 'answers'),
  defended: 'the ones that most could defend first',
  noWords: 'Nobody has written about this sentence.',
  theirs: 'Could we sign this one as it is?',
  theirsHeading: 'Could we sign theirs?',
  wouldSign: (yes, answered) => `${count('en', yes)} of ${count('en', answered)} could sign it`,
  theirsMany: 'Ours must say what theirs does not.',
  theirsFew: 'It is theirs: most of us could not sign it.',
}

const fr: TestWords = {
  kinds: {
    swap: 'Sous d’autres noms',
    opposite: 'Son contraire',
    who: 'Qui, exactement',
    monday: 'Lundi matin',
  },
  version: (statement, version) => `Phrase ${statement}, version ${version}`,
  voted: (voted, eligible) =>
    `Ont jugé à bulletin secret\u00A0: ${count('fr', voted)} sur ${count('fr', eligible)}`,
  imported: 'importé d’un fichier',
  withheld: 'Moins de trois personnes ont répondu\u00A0: aucune réponse n’est publiée.',
  nobody: 'Personne n’a répondu.',
  specific: 'La phrase est singulière\u00A0: d’autres pourraient difficilement la signer.',
  notSpecific: 'Pas encore propre à nous\u00A0: une autre organisation pourrait la signer.',
  rule: (least) => `Singulière à partir de ${least}, tous noms confondus. Cela ne bloque rien.`,
  heads: ['Pourraient-ils la signer\u00A0?', '«\u00A0Non\u00A0»'],
  answers: ['Non', 'Presque', 'Oui'],
  pass: 'Sans avis',
  share: (share) => (share === null ? '–' : inPercent('fr', share)),
  about: (other, answer) => `${other}\u00A0: ${answer}`,
  reasons: 'Explications',
  written: (answers) => plural('fr', answers, 'réponse', 'réponses'),
  defended: 'd’abord ceux que le plus de personnes pourraient défendre',
  noWords: 'Personne n’a écrit à propos de cette phrase.',
  theirs: 'Pourrions-nous signer celle-ci telle quelle\u202F?',
  theirsHeading: 'Pourrions-nous signer la leur\u202F?',
  wouldSign: (yes, answered) =>
    `${count('fr', yes)} sur ${count('fr', answered)} ${yes > 1 ? 'pourraient' : 'pourrait'} la signer`,
  theirsMany: 'La nôtre doit dire ce que la leur ne dit pas.',
  theirsFew: 'Elle est bien à eux\u00A0: la plupart d’entre nous ne pourraient pas la signer.',
}

function inPercent(language: Language, share: number): string {
  return percent(language, shownShare(share))
}

const words: Readonly<Record<Language, TestWords>> = { en, fr }

export function testWordsOf(language: Language): TestWords {
  return words[language]
}
