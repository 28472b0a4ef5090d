import type { Language } from '#shared/board/document.ts'
import { count, plural } from '#shared/blocks/numbers.ts'

/** The words in which a question of consent and the answers to it are told. */
export interface ConsentWords {
  /** "Question 1: version 2". */
  readonly round: (number: number, version: number | null) => string
  readonly entitled: (people: number) => string
  readonly answered: (people: number) => string
  readonly passed: (people: number) => string
  readonly imported: string
  /** A facilitator took this sentence in sight of all. */
  readonly taken: string
  readonly reason: (reason: string) => string
  readonly nobody: string
  readonly withheld: string
  /** The answers from 0 to 5, as sentences that one could say. */
  readonly answers: readonly [string, string, string, string, string, string]
  readonly pass: string
  readonly objections: string
  readonly missing: string
  readonly unanswered: string
  readonly notCarrying: (below: number, answered: number) => string
  readonly awaited: (answers: number) => string
  /** So many of so many carry it. */
  readonly share: (carrying: number, answered: number) => string
  readonly samePeople: string
}

const en: ConsentWords = {
  round: (number, version) =>
    version === null ? `Question ${number}` : `Question ${number}: version ${version}`,
  entitled: (people) => `${plural('en', people, 'person', 'people')} could answer`,
  answered: (people) => `${count('en', people)} answered`,
  passed: (people) => `${count('en', people)} passed`,
  imported: 'imported from a file',
  taken: 'Taken to be decided about',
  reason: (reason) => `Reason: ${reason}`,
  nobody: 'Nobody answered.',
  withheld: 'Fewer than three people answered, so no answer is published: people could tell whose it is.',
  answers: [
    'I object, and say why',
    'Not yet: much is missing for me',
    'Not yet: something is missing for me',
    'I can carry it',
    'I agree',
    'I will stand up for it',
  ],
  pass: 'I pass',
  objections: 'Objections',
  missing: 'What is missing',
  unanswered: 'Not answered in writing.',
  notCarrying: (below, answered) =>
    `${count('en', below)} of ${count('en', answered)} ${below === 1 ? 'does' : 'do'} not carry it yet.`,
  awaited: (answers) =>
    answers === 1
      ? 'A reason is awaited for a 0.'
      : `Reasons are awaited for ${count('en', answers)} answers of 0.`,
  share: (carrying, answered) =>
    `${count('en', carrying)} of ${count('en', answered)} ${carrying === 1 ? 'carries' : 'carry'} it`,
  samePeople: 'Those who answered are not always the same people.',
}

const fr: ConsentWords = {
  round: (number, version) =>
    version === null ? `Question ${number}` : `Question ${number}\u00A0: version ${version}`,
  entitled: (people) => `${plural('fr', people, 'personne pouvait', 'personnes pouvaient')} répondre`,
  answered: (people) => plural('fr', people, 'réponse', 'réponses'),
  passed: (people) => `${count('fr', people)} sans avis`,
  imported: 'importé d’un fichier',
  taken: 'Prise pour que l’on en décide',
  reason: (reason) => `Raison\u00A0: ${reason}`,
  nobody: 'Personne n’a répondu.',
  withheld:
    'Moins de trois personnes ont répondu\u00A0: aucune réponse n’est publiée, car on devinerait de qui elle vient.',
  answers: [
    'J’ai une objection, je dis laquelle',
    'Pas encore\u00A0: il me manque beaucoup',
    'Pas encore\u00A0: il me manque quelque chose',
    'Je peux la porter',
    'J’y adhère',
    'Je la défendrai',
  ],
  pass: 'Sans avis',
  objections: 'Objections',
  missing: 'Ce qui manque',
  unanswered: 'Sans réponse écrite.',
  notCarrying: (below, answered) =>
    below === 1
      ? `1\u00A0personne sur ${count('fr', answered)} ne la porte pas encore.`
      : `${count('fr', below)}\u00A0personnes sur ${count('fr', answered)} ne la portent pas encore.`,
  awaited: (answers) =>
    answers === 1
      ? 'Une explication est attendue pour un 0.'
      : `Des explications sont attendues pour ${count('fr', answers)} réponses 0.`,
  share: (carrying, answered) =>
    `${count('fr', carrying)} sur ${count('fr', answered)} la ${carrying < 2 ? 'porte' : 'portent'}`,
  samePeople: 'Ce ne sont pas toujours les mêmes personnes qui ont répondu.',
}

const words: Readonly<Record<Language, ConsentWords>> = { en, fr }

export function consentWordsOf(language: Language): ConsentWords {
  return words[language]
}
