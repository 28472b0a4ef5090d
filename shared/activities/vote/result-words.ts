import type { Language } from '#shared/board/document.ts'
import type { Agreement, Choices } from '#shared/workshop/tally.ts'
import { count, decimal, numberWord, plural } from '#shared/blocks/numbers.ts'

/** The words in which the result of a vote is told. */
export interface VoteWords {
  readonly emptyNote: string
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
  /** Beside that, of a vote that chooses by points. */
  readonly nothingLeftOut: string
  readonly noDots: (options: number) => string
  /** The head of those that the vote has chosen without a doubt. */
  readonly ahead: (items: number) => string
  /** The head of the tie band, and the mark of each of its items. */
  readonly tieMark: string
  readonly band: (items: number) => string
  readonly bandIsLarge: (items: number) => string
  readonly rest: (items: number) => string
  /** The number of those that go on, and the reason. */
  readonly goOn: (ahead: number, level: number) => string
  readonly runOff: (items: number) => string
  /** After a run-off that separated nothing: the ways that the room has. */
  /** A run-off adds them to those that were ahead before it. */
  readonly goOnFromRunOff: (items: number) => string
  readonly levelAgain: (items: number) => string
  /** A fact of a vote on the band of an earlier one. */
  readonly isRunOff: (items: number) => string
  /** Beside an item that goes on in the file of this one. */
  readonly family: (best: string) => string
  /** Beside a shortlisted item. */
  readonly shortlisted: string
  readonly rankHead: string
  readonly itemHead: string
  readonly dotsHead: string
  readonly dots: (count: number) => string
  readonly dotsOf: (count: number, people: number) => string
  /** The same for a vote with scores. */
  readonly scoreRules: string
  readonly noPoints: (options: number) => string
  readonly pointsHead: string
  readonly points: (count: number, mean?: number, scores?: readonly number[]) => string
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
  nothingLeftOut: 'Nothing is left out.',
  noDots: (options) => `${plural('en', options, 'item', 'items')} received no dot.`,
  ahead: (items) => (items === 1 ? 'One stands out' : `${numberWord('en', items, true)} stand out`),
  tieMark: 'Too close to call',
  band: (items) => `One point would change the order. All ${numberWord('en', items)} go on.`,
  bandIsLarge: (items) => `One point would change the order of these ${numberWord('en', items)}.`,
  rest: (items) => (items === 1 ? 'The other one' : `The other ${numberWord('en', items)}`),
  goOn: (ahead, level) =>
    level === 0
      ? `${numberWord('en', ahead, true)} ${ahead === 1 ? 'goes' : 'go'} on.`
      : ahead === 0
        ? `${numberWord('en', level, true)} go on: the vote does not separate them.`
        : `${numberWord('en', ahead + level, true)} go on: ${numberWord('en', ahead)} that ${ahead === 1 ? 'stands' : 'stand'} out, and ${numberWord('en', level)} that the vote does not separate.`,
  runOff: (items) =>
    `The vote does not separate ${numberWord('en', items)}. More than seven are many to work on: a vote on these alone can decide.`,
  goOnFromRunOff: (items) =>
    `From the run-off, ${numberWord('en', items)} ${items === 1 ? 'goes' : 'go'} on.`,
  levelAgain: (items) =>
    `The run-off does not separate these ${numberWord('en', items)}. Talk about them and vote again, or go on with all ${numberWord('en', items)}: later the room sets some aside.`,
  isRunOff: (items) => `Run-off: a vote on the ${numberWord('en', items)} that were too close to call`,
  family: (best) => `In the file of “${best}”`,
  shortlisted: 'Shortlisted',
  rankHead: 'Rank',
  itemHead: 'Item',
  dotsHead: 'Dots',
  dots: (count) => plural('en', count, 'dot', 'dots'),
  dotsOf: (dots, people) =>
    `${plural('en', dots, 'dot', 'dots')}: ${count('en', dots)} of ${plural('en', people, 'person', 'people')}`,
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
  points: (count, mean, scores) =>
    [plural('en', count, 'point', 'points'), ...averageInWords('en', 'Average', mean, scores)].join('. '),
}

const fr: VoteWords = {
  emptyNote: '(note vide)',
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
  nothingLeftOut: 'Rien n’est écarté.',
  noDots: (options) =>
    `${plural('fr', options, 'élément n’a reçu aucun point', 'éléments n’ont reçu aucun point')}.`,
  ahead: (items) => (items === 1 ? 'En tête' : `${numberWord('fr', items, true)} se détachent`),
  tieMark: 'Trop serré pour trancher',
  band: (items) => `Un seul point changerait l’ordre. Les ${numberWord('fr', items)} passent.`,
  bandIsLarge: (items) => `Un seul point changerait l’ordre de ces ${numberWord('fr', items)}-là.`,
  rest: (items) => (items === 1 ? 'L’autre' : `Les ${numberWord('fr', items)} autres`),
  goOn: (ahead, level) =>
    level === 0
      ? ahead === 1
        ? 'Seul le premier passe.'
        : `La suite se fait avec ${numberWord('fr', ahead)}.`
      : ahead === 0
        ? `La suite se fait avec ${numberWord('fr', level)}\u00A0: le vote ne les départage pas.`
        : `La suite se fait avec ${numberWord('fr', ahead + level)}\u00A0: ${numberWord('fr', ahead)} en tête, et ${numberWord('fr', level)} que le vote ne départage pas.`,
  runOff: (items) =>
    `Le vote n’en départage pas ${numberWord('fr', items)}. Au-delà de sept, un vote entre ceux-là seulement peut trancher.`,
  goOnFromRunOff: (items) =>
    items === 1 ? 'Du second tour, un seul passe.' : `Du second tour, ${numberWord('fr', items)} passent.`,
  levelAgain: (items) =>
    `Le second tour ne départage pas ces ${numberWord('fr', items)}-là. Parlez-en et votez de nouveau, ou continuez avec les ${numberWord('fr', items)}\u00A0: le groupe en mettra de côté ensuite.`,
  isRunOff: (items) => `Second tour entre les ${numberWord('fr', items)} que rien ne départageait`,
  family: (best) => `Dans le dossier de «\u00A0${best}\u00A0»`,
  shortlisted: 'Retenu',
  rankHead: 'Rang',
  itemHead: 'Élément',
  dotsHead: 'Points',
  dots: (count) => plural('fr', count, 'point', 'points'),
  dotsOf: (dots, people) =>
    `${plural('fr', dots, 'point', 'points')}\u00A0: ${plural('fr', dots, 'personne', 'personnes')} sur ${count('fr', people)}`,
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
  points: (count, mean, scores) =>
    [plural('fr', count, 'point', 'points'), ...averageInWords('fr', 'Moyenne', mean, scores)].join('. '),
}

/** "Average 2.4: three 3, one 2". Nothing before anybody has answered. */
function averageInWords(
  language: Language,
  word: string,
  mean: number | undefined,
  scores: readonly number[] = [],
): readonly string[] {
  if (mean === undefined) return []
  const given = scores
    .flatMap((voters, points) => (voters > 0 ? [`${numberWord(language, voters)} ${points}`] : []))
    .toReversed()
  const average = `${word} ${decimal(language, mean)}`
  const colon = language === 'fr' ? '\u00A0: ' : ': '
  return [given.length > 0 ? `${average}${colon}${given.join(', ')}` : average]
}

const words: Readonly<Record<Language, VoteWords>> = { en, fr }

export function voteWordsOf(language: Language): VoteWords {
  return words[language]
}
