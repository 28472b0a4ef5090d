import type { TestKind } from '#shared/activities/test/activity.ts'
import type { Language } from '#shared/board/document.ts'
import { leastShareOfNo, shownShare, type Specificity } from '#shared/workshop/specificity.ts'
import { count } from '#shared/blocks/numbers.ts'

/** The words of the account of a test. */
export interface TestReportWords {
  readonly kinds: Readonly<Record<TestKind, string>>
  readonly version: (statement: number, version: number) => string
  readonly voted: (voted: number, eligible: number) => string
  readonly withheld: string
  readonly verdict: (specificity: Pick<Specificity, 'shareOfNo' | 'isSpecific'>) => string
  readonly rule: string
  readonly heads: readonly [thing: string, amount: string]
  /** The names of the answers, by their weights. */
  readonly answers: readonly [no: string, almost: string, yes: string]
  readonly pass: string
  /** How many answered “No”. */
  readonly share: (share: number | null) => string
  /** The name of a reason: under which name, and the answer. */
  readonly about: (other: string, answer: string) => string
  readonly reasons: string
  readonly written: (answers: number) => string
}

const en: TestReportWords = {
  kinds: {
    swap: 'Under other names',
    opposite: 'Its opposite',
    who: 'Who, exactly',
    monday: 'On Monday morning',
  },
  version: (statement, version) => `Statement ${statement}, version ${version}`,
  voted: (voted, eligible) => `${count('en', voted)} of ${count('en', eligible)} judged in secret`,
  withheld: 'Fewer than three people answered in secret, so no answers are published.',
  verdict: ({ shareOfNo, isSpecific }) =>
    shareOfNo === null
      ? 'Nobody answered.'
      : isSpecific
        ? `${percent('en', shareOfNo)} said that the others could not sign it: the sentence is specific.`
        : `${percent('en', shareOfNo)} said that the others could not sign it. Not yet specific: another organisation could sign it.`,
  rule: `Specific from ${percent('en', leastShareOfNo)} “No”, over all names.`,
  heads: ['Could they sign it?', '“No”'],
  answers: ['No', 'Almost', 'Yes'],
  pass: 'Pass',
  share: (share) => (share === null ? '–' : percent('en', share)),
  about: (other, answer) => `${other}: ${answer}`,
  reasons: 'Reasons',
  written: (answers) => (answers === 1 ? '1 answer' : `${count('en', answers)} answers`),
}

const fr: TestReportWords = {
  kinds: {
    swap: 'Sous d’autres noms',
    opposite: 'Son contraire',
    who: 'Qui, exactement',
    monday: 'Lundi matin',
  },
  version: (statement, version) => `Phrase ${statement}, version ${version}`,
  voted: (voted, eligible) =>
    `Ont jugé à bulletin secret\u00A0: ${count('fr', voted)} sur ${count('fr', eligible)}`,
  withheld: 'Moins de trois personnes ont répondu à bulletin secret\u00A0: aucune réponse n’est publiée.',
  verdict: ({ shareOfNo, isSpecific }) =>
    shareOfNo === null
      ? 'Personne n’a répondu.'
      : isSpecific
        ? `Pour ${percent('fr', shareOfNo)} des réponses, les autres ne pourraient pas la signer\u00A0: la phrase est singulière.`
        : `Pour ${percent('fr', shareOfNo)} des réponses, les autres ne pourraient pas la signer. Pas encore singulière\u00A0: une autre organisation pourrait la signer.`,
  rule: `Singulière à partir de ${percent('fr', leastShareOfNo)} de «\u00A0Non\u00A0», tous noms confondus.`,
  heads: ['Pourraient-ils la signer\u00A0?', '«\u00A0Non\u00A0»'],
  answers: ['Non', 'Presque', 'Oui'],
  pass: 'Sans avis',
  share: (share) => (share === null ? '–' : percent('fr', share)),
  about: (other, answer) => `${other}\u00A0: ${answer}`,
  reasons: 'Explications',
  written: (answers) => (answers < 2 ? `${answers} réponse` : `${count('fr', answers)} réponses`),
}

function percent(language: Language, share: number): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(
    shownShare(share),
  )
}

const words: Readonly<Record<Language, TestReportWords>> = { en, fr }

export function testWordsOf(language: Language): TestReportWords {
  return words[language]
}
