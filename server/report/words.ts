import type { Language } from '#shared/board/document.ts'

/** What the files say in words of ours, by language; notes and titles stay as they were written. */
export interface Words {
  readonly untitledBoard: string
  readonly untitledCluster: string
  readonly emptyNote: string
  /** Where a picture cannot be shown, and for who cannot see it; `alt` says what is on it, or nothing. */
  readonly photo: (alt: string) => string
  readonly goneOption: string
  readonly report: string
  /** In the name of its file. */
  readonly reportFile: string
  readonly results: string
  readonly clusters: string
  readonly otherNotes: string
  readonly allNotes: string
  readonly nothingYet: string
  readonly round: (number: number) => string
  readonly rank: (rank: number) => string
  readonly secret: string
  readonly open: string
  readonly voted: (voted: number, eligible: number) => string
  readonly rules: (budget: number, cap: number) => string
  readonly noTotals: string
  readonly noDots: (options: number) => string
  readonly tieBand: string
  /** Beside one item of the tie band. */
  readonly tieMark: string
  readonly rankHead: string
  readonly itemHead: string
  readonly dotsHead: string
  readonly dots: (count: number) => string
  readonly notes: (count: number) => string
  readonly participants: (count: number) => string
  readonly page: string
  readonly of: string
  readonly tile: (name: string) => string
  readonly date: (time: number, zone: string | undefined) => string
  /** Between the cells of a table: what the spreadsheets of those who speak it take for one. */
  readonly cellSeparator: ',' | ';'
}

function count(language: Language, of: number): string {
  return new Intl.NumberFormat(language).format(of)
}

function plural(language: Language, of: number, one: string, many: string): string {
  return `${count(language, of)} ${new Intl.PluralRules(language).select(of) === 'one' ? one : many}`
}

/** Never parted by the end of a line. */
function longDate(language: Language, time: number, timeZone: string | undefined): string {
  const locale = language === 'en' ? 'en-GB' : language
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: 'long',
    ...(timeZone !== undefined && { timeZone }),
  })
  return format.format(time).replaceAll(' ', '\u00A0')
}

const en: Words = {
  untitledBoard: 'Untitled board',
  untitledCluster: 'Untitled group',
  emptyNote: '(empty note)',
  photo: (alt) => (alt === '' ? '(picture)' : `(picture: ${alt})`),
  goneOption: '(no longer on the board)',
  report: 'Report',
  reportFile: 'report',
  results: 'Results of the votes',
  clusters: 'Groups',
  otherNotes: 'Other notes',
  allNotes: 'Notes',
  nothingYet: 'There is nothing on this board yet.',
  round: (number) => `Round ${number}`,
  rank: (rank) => `Rank ${rank}`,
  secret: 'Secret vote',
  open: 'Named vote',
  voted: (voted, eligible) => `${count('en', voted)} of ${plural('en', eligible, 'person', 'people')} voted`,
  rules: (budget, cap) => `${plural('en', budget, 'dot', 'dots')} each, at most ${cap} on one item`,
  noTotals: 'Fewer than three people voted in secret, so no totals are published.',
  noDots: (options) => `${plural('en', options, 'item', 'items')} received no dot.`,
  tieBand: 'Too close to call: these items are within one dot of the cut.',
  tieMark: 'too close to call',
  rankHead: 'Rank',
  itemHead: 'Item',
  dotsHead: 'Dots',
  dots: (count) => plural('en', count, 'dot', 'dots'),
  notes: (count) => plural('en', count, 'note', 'notes'),
  participants: (count) => plural('en', count, 'participant', 'participants'),
  page: 'Page',
  of: 'of',
  tile: (name) => `Sheet ${name}`,
  date: (time, zone) => longDate('en', time, zone),
  cellSeparator: ',',
}

const fr: Words = {
  untitledBoard: 'Tableau sans titre',
  untitledCluster: 'Groupe sans titre',
  emptyNote: '(note vide)',
  photo: (alt) => (alt === '' ? '(image)' : `(image\u00A0: ${alt})`),
  goneOption: '(n’est plus sur le tableau)',
  report: 'Compte rendu',
  reportFile: 'compte rendu',
  results: 'Résultats des votes',
  clusters: 'Groupes',
  otherNotes: 'Autres notes',
  allNotes: 'Notes',
  nothingYet: 'Ce tableau est encore vide.',
  round: (number) => `Tour ${number}`,
  rank: (rank) => `Rang ${rank}`,
  secret: 'Vote secret',
  open: 'Vote public',
  // As the interface says it: with « personnes » the facts of a round would not go on one line.
  voted: (voted, eligible) => `${plural('fr', voted, 'votant', 'votants')} sur ${count('fr', eligible)}`,
  rules: (budget, cap) =>
    `${plural('fr', budget, 'point', 'points')} par personne, ${cap} au plus par élément`,
  noTotals: 'Moins de trois personnes ont voté à bulletin secret\u00A0: aucun total n’est publié.',
  noDots: (options) =>
    `${plural('fr', options, 'élément n’a reçu aucun point', 'éléments n’ont reçu aucun point')}.`,
  tieBand: 'Trop serré pour trancher\u00A0: ces éléments sont à un point de la limite.',
  tieMark: 'trop serré pour trancher',
  rankHead: 'Rang',
  itemHead: 'Élément',
  dotsHead: 'Points',
  dots: (count) => plural('fr', count, 'point', 'points'),
  notes: (count) => plural('fr', count, 'note', 'notes'),
  participants: (count) => plural('fr', count, 'participant', 'participants'),
  page: 'Page',
  of: 'sur',
  tile: (name) => `Feuille ${name}`,
  // What Intl does not know: the first of a month is an ordinal.
  date: (time, zone) => longDate('fr', time, zone).replace(/^1\u00A0/, '1er\u00A0'),
  cellSeparator: ';',
}

const words: Readonly<Record<Language, Words>> = { en, fr }

export function wordsOf(language: Language): Words {
  return words[language]
}
