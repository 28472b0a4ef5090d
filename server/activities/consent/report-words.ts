import type { Language } from '#shared/board/document.ts'
import { AdoptionKind } from '#shared/workshop/adoption.ts'
import { count, plural } from '../../report/words.ts'

export interface ConsentWords {
  /** "First question: version 2". */
  readonly round: (number: number, version: number | null) => string
  readonly entitled: (people: number) => string
  readonly answered: (people: number) => string
  readonly passed: (people: number) => string
  readonly nobody: string
  readonly withheld: string
  /** The answers from 0 to 5. */
  readonly answers: readonly string[]
  readonly pass: string
  readonly objections: string
  readonly missing: string
  readonly unanswered: string
  readonly notCarrying: (below: number, answered: number) => string
  readonly awaited: (answers: number) => string
  readonly adopted: (kind: AdoptionKind) => string
  readonly voices: (answered: number, entitled: number) => string
  readonly digest: (hash: string) => string
  readonly reason: (reason: string) => string
}

const en: ConsentWords = {
  round: (number, version) =>
    version === null ? `Question ${number}` : `Question ${number}: version ${version}`,
  entitled: (people) => `${plural('en', people, 'person', 'people')} could answer`,
  answered: (people) => `${count('en', people)} answered`,
  passed: (people) => `${count('en', people)} passed`,
  nobody: 'Nobody answered.',
  withheld: 'Fewer than three people answered, so no answer is published.',
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
  adopted: (kind) =>
    ({
      [AdoptionKind.consent]: 'Adopted by consent',
      [AdoptionKind.override]: 'Adopted without consent',
      [AdoptionKind.sponsor]: 'Adopted by the sponsor',
    })[kind],
  voices: (answered, entitled) => `${count('en', answered)} of ${plural('en', entitled, 'voice', 'voices')}`,
  digest: (hash) => `Digest of the text (SHA-256): ${hash}`,
  reason: (reason) => `Reason: ${reason}`,
}

const fr: ConsentWords = {
  round: (number, version) =>
    version === null ? `Question ${number}` : `Question ${number}\u00A0: version ${version}`,
  entitled: (people) => `${plural('fr', people, 'personne pouvait', 'personnes pouvaient')} répondre`,
  answered: (people) => plural('fr', people, 'réponse', 'réponses'),
  passed: (people) => plural('fr', people, 'personne sans avis', 'personnes sans avis'),
  nobody: 'Personne n’a répondu.',
  withheld: 'Moins de trois personnes ont répondu\u00A0: aucune réponse n’est publiée.',
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
      ? `1 personne sur ${count('fr', answered)} ne la porte pas encore.`
      : `${count('fr', below)} personnes sur ${count('fr', answered)} ne la portent pas encore.`,
  awaited: (answers) =>
    answers === 1
      ? 'Une explication est attendue pour un 0.'
      : `Des explications sont attendues pour ${count('fr', answers)} réponses 0.`,
  adopted: (kind) =>
    ({
      [AdoptionKind.consent]: 'Adoptée par consentement',
      [AdoptionKind.override]: 'Adoptée sans consentement',
      [AdoptionKind.sponsor]: 'Adoptée par le commanditaire',
    })[kind],
  voices: (answered, entitled) => `${count('fr', answered)} voix sur ${count('fr', entitled)}`,
  digest: (hash) => `Empreinte du texte (SHA-256)\u00A0: ${hash}`,
  reason: (reason) => `Motif\u00A0: ${reason}`,
}

export function consentWordsOf(language: Language): ConsentWords {
  return { en, fr }[language]
}
