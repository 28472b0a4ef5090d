import type { Language } from '#shared/board/document.ts'
import type { Agreement, Choices } from '#shared/workshop/tally.ts'
import { count, decimal, plural } from '#shared/blocks/numbers.ts'

/** The words in which the result of a vote is told. */
export interface VoteWords {
  readonly emptyNote: string
  readonly untitledGroup: string
  readonly changedSince: (text: string) => string
  readonly goneSince: string
  readonly imported: string
  /** So many items are left out of what a room reads. */
  readonly others: (items: number) => string
  readonly goneOption: string
  readonly results: string
  readonly round: (number: number) => string
  readonly secret: string
  readonly open: string
  readonly answered: (answered: number, of: number) => string
  /** So many of those above raised their hands. */
  readonly hands: (voters: number) => string
  readonly rules: (budget: number, cap: number) => string
  readonly nobody: string
  readonly noTotals: string
  readonly noDots: (options: number) => string
  readonly tieBand: string
  readonly tieBandPoints: string
  /** Beside one item of the tie band. */
  readonly tieMark: string
  /** Beside a shortlisted item. */
  readonly shortlisted: string
  readonly rankHead: string
  readonly itemHead: string
  readonly dotsHead: string
  readonly dots: (count: number) => string
  /** The same for a vote with scores. */
  readonly scoreRules: string
  readonly noPoints: (options: number) => string
  readonly pointsHead: string
  readonly points: (count: number, mean?: number) => string
  /** The same for a vote on agreement. */
  readonly agreementRules: string
  readonly agreementHead: string
  readonly agreed: string
  readonly median: (median: number | null) => string
  /** Too few people answered. */
  readonly withheld: string
  readonly awaited: (answers: number) => string
  /** How often each answer to an option was given. */
  readonly answers: (answers: Pick<Agreement, 'counts' | 'passed'>) => string
  /** Under a column of those who passed. */
  readonly passed: string
  /** The same where words have room. */
  readonly pass: string
  /** The answers from 0 to 5, as sentences that one could say. */
  readonly meanings: readonly string[]
  /** The answer that a reason belongs to. */
  readonly answer: (answer: number) => string
  readonly objectionsTo: (option: string) => string
  readonly reasonsAbout: (option: string) => string
  /** The same for a vote of yes, almost and no. */
  readonly choiceRules: string
  readonly choiceHead: string
  readonly choices: (answers: Choices) => string
  /** The name of an answer, by its weight. */
  readonly choice: (weight: number) => string
}

const en: VoteWords = {
  emptyNote: '(empty note)',
  untitledGroup: 'Untitled group',
  changedSince: (text) => `Changed since: “${text}”`,
  goneSince: 'No longer on the board',
  imported: 'imported from a file',
  others: (items) => `and ${plural('en', items, 'other', 'others')}`,
  goneOption: '(no longer on the board)',
  results: 'Results of the votes',
  round: (number) => `Round ${number}`,
  secret: 'Secret vote',
  open: 'Named vote',
  answered: (answered, of) => `${count('en', answered)} of ${plural('en', of, 'person', 'people')} answered`,
  hands: (voters) => `${count('en', voters)} of them by show of hands`,
  rules: (budget, cap) => `${plural('en', budget, 'dot', 'dots')} each, at most ${cap} on one item`,
  nobody: 'Nobody answered.',
  noTotals: 'Fewer than three people answered in secret, so no totals are published.',
  noDots: (options) => `${plural('en', options, 'item', 'items')} received no dot.`,
  tieBand: 'Too close to call: these items are within one dot of the cut, and all of them are shortlisted.',
  tieBandPoints:
    'Too close to call: these items are within one point of the cut, and all of them are shortlisted.',
  tieMark: 'too close to call',
  shortlisted: 'Shortlisted',
  rankHead: 'Rank',
  itemHead: 'Item',
  dotsHead: 'Dots',
  dots: (count) => plural('en', count, 'dot', 'dots'),
  scoreRules: '0 to 3 points for each item',
  noPoints: (options) => `${plural('en', options, 'item', 'items')} received no point.`,
  pointsHead: 'Points',
  agreementRules: '0 to 5 for each item, or pass; agreed: median 3 or more, and no 0',
  agreementHead: 'Agreement',
  agreed: 'Agreed',
  median: (median) => (median === null ? 'no answer' : `median ${decimal('en', median)}`),
  withheld: 'fewer than three answered',
  awaited: (answers) =>
    answers === 1 ? 'a reason is awaited' : `${count('en', answers)} reasons are awaited`,
  answers: ({ counts, passed }) =>
    [
      counts.map((voters, answer) => `${answer}: ${count('en', voters)}`).join(', '),
      ...(passed > 0 ? [`${count('en', passed)} passed`] : []),
    ].join(', '),
  passed: '–',
  pass: 'passed',
  meanings: [
    'I object',
    'Not yet: much is missing',
    'Not yet: something is missing',
    'I can carry it',
    'I agree',
    'I will stand up for it',
  ],
  answer: (answer) => `answer ${answer}`,
  objectionsTo: (option) => `Why somebody answered 0 to “${option}”`,
  reasonsAbout: (option) => `Reasons for the answers to “${option}”`,
  choiceRules: 'Yes, almost or no to each text, or pass',
  choiceHead: 'Answers',
  choices: ({ yes, almost, no, passed }) =>
    [
      `yes ${count('en', yes)}, almost ${count('en', almost)}, no ${count('en', no)}`,
      ...(passed > 0 ? [`${count('en', passed)} passed`] : []),
    ].join(', '),
  choice: (weight) => ['no', 'almost', 'yes'][weight] ?? '',
  points: (count, mean) => withMean(plural('en', count, 'point', 'points'), 'mean', 'en', mean),
}

const fr: VoteWords = {
  emptyNote: '(note vide)',
  untitledGroup: 'Groupe sans titre',
  changedSince: (text) => `Modifié depuis\u00A0: «\u00A0${text}\u00A0»`,
  goneSince: 'N’est plus sur le tableau',
  imported: 'importé d’un fichier',
  others: (items) => `et ${plural('fr', items, 'autre', 'autres')}`,
  goneOption: '(n’est plus sur le tableau)',
  results: 'Résultats des votes',
  round: (number) => `Tour ${number}`,
  secret: 'Vote secret',
  open: 'Vote public',
  // As the interface says it: with « personnes » the facts of a round would not go on one line.
  answered: (answered, of) =>
    `${count('fr', answered)} sur ${count('fr', of)} ${answered < 2 ? 'a' : 'ont'} répondu`,
  hands: (voters) => `dont ${count('fr', voters)} à main levée`,
  rules: (budget, cap) =>
    `${plural('fr', budget, 'point', 'points')} par personne, ${cap} au plus par élément`,
  nobody: 'Personne n’a répondu.',
  noTotals: 'Moins de trois personnes ont répondu en secret\u00A0: aucun total n’est publié.',
  noDots: (options) =>
    `${plural('fr', options, 'élément n’a reçu aucun point', 'éléments n’ont reçu aucun point')}.`,
  tieBand: 'Trop serré pour trancher\u00A0: ces éléments sont à un point de la limite, et tous sont retenus.',
  tieBandPoints:
    'Trop serré pour trancher\u00A0: ces éléments sont à un point de la limite, et tous sont retenus.',
  tieMark: 'trop serré pour trancher',
  shortlisted: 'Retenu',
  rankHead: 'Rang',
  itemHead: 'Élément',
  dotsHead: 'Points',
  dots: (count) => plural('fr', count, 'point', 'points'),
  scoreRules: 'De 0 à 3 points par élément',
  noPoints: (options) =>
    `${plural('fr', options, 'élément n’a reçu aucun point', 'éléments n’ont reçu aucun point')}.`,
  pointsHead: 'Points',
  agreementRules: 'De 0 à 5 par élément, ou sans avis\u00A0; accord\u00A0: médiane de 3 ou plus, et aucun 0',
  agreementHead: 'Accord',
  agreed: 'Accord',
  median: (median) => (median === null ? 'sans réponse' : `médiane ${decimal('fr', median)}`),
  withheld: 'moins de trois réponses',
  awaited: (answers) =>
    answers === 1 ? 'une explication est attendue' : `${count('fr', answers)} explications sont attendues`,
  answers: ({ counts, passed }) =>
    [
      counts.map((voters, answer) => `${answer}\u00A0: ${count('fr', voters)}`).join(', '),
      ...(passed > 0 ? [`${count('fr', passed)} sans avis`] : []),
    ].join(', '),
  passed: '–',
  pass: 'sans avis',
  meanings: [
    'J’ai une objection',
    'Pas encore\u00A0: il manque beaucoup',
    'Pas encore\u00A0: il manque quelque chose',
    'Cela me convient',
    'J’y adhère',
    'J’y tiens',
  ],
  answer: (answer) => `réponse\u00A0${answer}`,
  objectionsTo: (option) => `Les objections à «\u00A0${option}\u00A0»`,
  reasonsAbout: (option) => `Les explications des réponses à «\u00A0${option}\u00A0»`,
  choiceRules: 'Oui, presque ou non à chaque texte, ou sans avis',
  choiceHead: 'Réponses',
  choices: ({ yes, almost, no, passed }) =>
    [
      `oui ${count('fr', yes)}, presque ${count('fr', almost)}, non ${count('fr', no)}`,
      ...(passed > 0 ? [`${count('fr', passed)} sans avis`] : []),
    ].join(', '),
  choice: (weight) => ['non', 'presque', 'oui'][weight] ?? '',
  points: (count, mean) => withMean(plural('fr', count, 'point', 'points'), 'moyenne', 'fr', mean),
}

function withMean(points: string, word: string, language: Language, mean: number | undefined): string {
  if (mean === undefined) return points
  return `${points} (${word} ${decimal(language, mean)})`
}

const words: Readonly<Record<Language, VoteWords>> = { en, fr }

export function voteWordsOf(language: Language): VoteWords {
  return words[language]
}
