import type { GroupNameWords } from '#shared/board/group-name.ts'
import type { Language } from '#shared/board/document.ts'
import { count, plural } from '#shared/blocks/numbers.ts'
import { dateLocale, longDate } from '#shared/text/long-date.ts'
import type { Made } from '../board-file/made.ts'

/** The product's own words in exported files, by language. Notes and titles stay as people wrote them. */
export interface Words extends GroupNameWords {
  readonly untitledBoard: string
  /** Stands for a photo that cannot be shown or seen. `alt` describes the photo, or is empty. */
  readonly photo: (alt: string) => string
  readonly report: string
  /** Part of its file's name. */
  readonly reportFile: string
  readonly evidenceFile: string
  readonly replayFile: string
  readonly clusters: string
  readonly otherNotes: string
  /** A blank of a note with its label. */
  readonly labelled: (label: string, words: string) => string
  /** Beside a note or a group. */
  readonly handedUp: (table: number) => string
  readonly arrowTo: (words: string) => string
  /** Beside a note that came when its step was over. */
  readonly addedLater: string
  readonly allNotes: string
  /** Words that several notes have. */
  readonly wordList: { readonly title: string; readonly heads: readonly [word: string, notes: string] }
  readonly nothingYet: string
  readonly round: (number: number) => string
  /** Beside words that a round decided about, where the note has other ones by now. */
  readonly changedSince: (text: string) => string
  readonly goneSince: string
  /** Beside a vote that came with a file. */
  readonly imported: string
  /** The column of the words that a round decided about, where these are other ones by now. */
  readonly wordsThen: (round: string) => string
  readonly rank: (rank: number) => string
  readonly notes: (count: number) => string
  readonly dots: (count: number) => string
  /** The same in a vote with scores. */
  readonly points: (count: number) => string
  /** Heading of the board's picture, and the sentence below it. */
  readonly picture: string
  readonly pictureHint: string
  readonly participants: (count: number) => string
  /** The name of so many things. */
  readonly made: (what: Made, count: number) => string
  /** The section about people by group. */
  readonly participation: string
  readonly people: (count: number) => string
  readonly otherPeople: string
  readonly groupsHint: string
  readonly answered: (answered: number, of: number) => string
  /** The heads of the table of phases: how many wrote there, and how many answered. */
  readonly tookPart: readonly [phase: string, wrote: string, answered: string]
  readonly someOf: (done: number, of: number) => string
  /** Some notes are cut in this file. `named`: the beginnings of the first ones. */
  readonly shortened: (count: number, named: readonly string[]) => string
  /** Below the picture when the notes stand before it. */
  readonly pictureHintAfter: string
  /** The same for a picture in several rows. */
  readonly pictureInRows: string
  /** Above the adopted sentence, and above what stands below it. */
  readonly purpose: string
  readonly principles: string
  /** The agenda, planned and as lived. */
  readonly agenda: AgendaWords
  readonly contents: string
  readonly page: string
  readonly of: string
  readonly tile: (name: string) => string
  readonly date: (time: number, zone: string | undefined) => string
  /** Separates the cells of a table. Spreadsheets in this language expect it. */
  readonly cellSeparator: ',' | ';'
}

export interface AgendaWords {
  readonly title: string
  /** Before its start. */
  readonly titleBefore: string
  readonly heads: readonly [part: string, planned: string, spent: string]
  readonly total: string
  /** A step or a phase in which nobody has been. */
  readonly leftOut: string
  /** A phase that a facilitator opened before a purpose was adopted, and why. */
  readonly despite: (reason: string) => string
  /** People did it ahead of the group. */
  readonly ahead: string
  /** Under the title of the parking lot. */
  readonly parked: string
  /** The step that nobody has led on from. */
  readonly running: string
  readonly paused: (length: string) => string
  /** So many visits to one step. */
  readonly visits: (count: number) => string
  /** Minutes, hours from one hour on, seconds below one minute. */
  readonly length: (seconds: number) => string
  /** Before a date. */
  readonly on: (date: string) => string
  readonly planned: (length: string) => string
  readonly spent: (length: string) => string
  readonly time: (time: number, zone: string | undefined) => string
  readonly wrote: (done: number, of: number) => string
}

/** A length of time with no-break spaces, rounded as people say it. */
function lengthIn(seconds: number, units: { readonly hour: string; readonly minute: string }): string {
  if (seconds < 60) return `${seconds}\u00A0s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes}\u00A0${units.minute}`
  const rest = minutes % 60
  const hours = `${Math.floor(minutes / 60)}\u00A0${units.hour}`
  return rest === 0 ? hours : `${hours}\u00A0${String(rest).padStart(2, '0')}`
}

function clockTime(language: Language, time: number, timeZone: string | undefined): string {
  const zone = timeZone !== undefined && { timeZone }
  // The nearest minute, as lengths are.
  const minute = Math.round(time / 60_000) * 60_000
  return new Intl.DateTimeFormat(dateLocale(language), { timeStyle: 'short', ...zone }).format(minute)
}

/** One of them, and several. */
type Thing = readonly [one: string, many: string]

const things: Readonly<Record<Language, Readonly<Record<Made, Thing>>>> = {
  en: {
    note: ['note', 'notes'],
    proposal: ['proposal', 'proposals'],
    group: ['group', 'groups'],
    stakeholder: ['stakeholder', 'stakeholders'],
    need: ['need', 'needs'],
    principle: ['principle', 'principles'],
    commitment: ['commitment', 'commitments'],
    action: ['action', 'actions'],
    statement: ['statement', 'statements'],
    version: ['version', 'versions'],
    vote: ['vote', 'votes'],
    idea: ['idea', 'ideas'],
    hope: ['hope', 'hopes'],
    experience: ['experience', 'experiences'],
    conviction: ['conviction', 'convictions'],
    expectation: ['expectation', 'expectations'],
    object: ['object', 'objects'],
    promise: ['promise', 'promises'],
    begin: ['practice to begin', 'practices to begin'],
    stop: ['practice to stop', 'practices to stop'],
    dilemma: ['hard choice', 'hard choices'],
    welcome: ['line for newcomers', 'lines for newcomers'],
    story: ['story', 'stories'],
  },
  fr: {
    note: ['note', 'notes'],
    proposal: ['proposition', 'propositions'],
    group: ['groupe', 'groupes'],
    stakeholder: ['partie prenante', 'parties prenantes'],
    need: ['besoin', 'besoins'],
    principle: ['principe', 'principes'],
    commitment: ['engagement', 'engagements'],
    action: ['action', 'actions'],
    statement: ['phrase', 'phrases'],
    version: ['version', 'versions'],
    vote: ['vote', 'votes'],
    idea: ['idée', 'idées'],
    hope: ['envie', 'envies'],
    experience: ['expérience', 'expériences'],
    conviction: ['conviction', 'convictions'],
    expectation: ['attente', 'attentes'],
    object: ['objet', 'objets'],
    promise: ['promesse', 'promesses'],
    begin: ['pratique à commencer', 'pratiques à commencer'],
    stop: ['pratique à arrêter', 'pratiques à arrêter'],
    dilemma: ['choix difficile', 'choix difficiles'],
    welcome: ['ligne d’accueil', 'lignes d’accueil'],
    story: ['histoire', 'histoires'],
  },
}

function namedAs(language: Language, [one, many]: Thing, count: number): string {
  return new Intl.PluralRules(language).select(count) === 'one' ? one : many
}

const en: Words = {
  untitledBoard: 'Untitled board',
  untitledCluster: 'Untitled group',
  groupOf: (words) => `“${words}”`,
  photo: (alt) => (alt === '' ? '(picture)' : `(picture: ${alt})`),
  report: 'Report',
  reportFile: 'report',
  evidenceFile: 'evidence',
  replayFile: 'replay',
  clusters: 'Groups',
  otherNotes: 'Other notes',
  labelled: (label, words) => `${label}: ${words}`,
  addedLater: 'added later',
  arrowTo: (words) => `→ “${words}”`,
  handedUp: (table) => `handed up by table\u00A0${table}`,
  allNotes: 'Notes',
  wordList: { title: 'Words of the notes', heads: ['Word', 'Notes'] },
  nothingYet: 'There is nothing on this board yet.',
  round: (number) => `Round ${number}`,
  changedSince: (text) => `Changed since: “${text}”`,
  goneSince: 'No longer on the board',
  imported: 'imported from a file',
  wordsThen: (round) => `${round} – words at the time`,
  rank: (rank) => `Rank ${rank}`,
  notes: (count) => plural('en', count, 'note', 'notes'),
  dots: (count) => plural('en', count, 'dot', 'dots'),
  points: (count) => plural('en', count, 'point', 'points'),
  picture: 'The board',
  pictureHint: 'As on the screen. Its notes follow as text.',
  participants: (count) => plural('en', count, 'participant', 'participants'),
  made: (what, count) => namedAs('en', things.en[what], count),
  participation: 'Who took part',
  people: (count) => plural('en', count, 'person', 'people'),
  otherPeople: 'All others',
  groupsHint: 'By the group that people named themselves. Groups under five are counted among the others.',
  answered: (answered, of) => `${count('en', answered)} of ${plural('en', of, 'person', 'people')} answered`,
  tookPart: ['Phase', 'Wrote', 'Answered'],
  someOf: (done, of) => `${count('en', done)} of ${count('en', of)}`,
  shortened: (count, named) => {
    const which = `${named.map((start) => `“${start}…”`).join(', ')}${named.length < count ? ', …' : ''}`
    return `${plural('en', count, 'note is', 'notes are')} shortened here: ${which}`
  },
  pictureHintAfter: 'As on the screen.',
  pictureInRows: 'As on the screen, from left to right, one row after the other.',
  purpose: 'Our purpose',
  principles: 'To hold it',
  agenda: {
    title: 'The agenda as it went',
    titleBefore: 'The agenda',
    heads: ['Phase and step', 'Planned', 'Actual'],
    total: 'In all',
    leftOut: 'left out',
    despite: (reason) => `Opened before a purpose was adopted: ${reason}`,
    ahead: 'each at their own pace',
    parked: 'Kept for later, and out of votes.',
    running: 'still running',
    paused: (length) => `and ${length} of pause`,
    visits: (of) => `${count('en', of)} times`,
    length: (seconds) => lengthIn(seconds, { hour: 'h', minute: 'min' }),
    on: (date) => `on ${date}`,
    planned: (length) => `planned ${length}`,
    spent: (length) => `took ${length}`,
    time: (time, zone) => clockTime('en', time, zone),
    wrote: (done, of) => `${count('en', done)} of ${plural('en', of, 'person', 'people')} wrote`,
  },
  contents: 'Contents',
  page: 'Page',
  of: 'of',
  tile: (name) => `Sheet ${name}`,
  date: (time, zone) => longDate('en', time, zone),
  cellSeparator: ',',
}

const fr: Words = {
  untitledBoard: 'Tableau sans titre',
  untitledCluster: 'Groupe sans titre',
  groupOf: (words) => `«\u00A0${words}\u00A0»`,
  photo: (alt) => (alt === '' ? '(image)' : `(image\u00A0: ${alt})`),
  report: 'Compte rendu',
  reportFile: 'compte rendu',
  evidenceFile: 'dossier de preuve',
  replayFile: 'séance à revoir',
  clusters: 'Groupes',
  otherNotes: 'Autres notes',
  labelled: (label, words) => `${label}\u00A0: ${words}`,
  addedLater: 'ajoutée après coup',
  arrowTo: (words) => `→ «\u00A0${words}\u00A0»`,
  handedUp: (table) => `transmis par la table\u00A0${table}`,
  allNotes: 'Notes',
  wordList: { title: 'Mots des notes', heads: ['Mot', 'Notes'] },
  nothingYet: 'Ce tableau est encore vide.',
  round: (number) => `Tour ${number}`,
  changedSince: (text) => `Modifié depuis\u00A0: «\u00A0${text}\u00A0»`,
  goneSince: 'N’est plus sur le tableau',
  imported: 'importé d’un fichier',
  wordsThen: (round) => `${round} – mots d’alors`,
  rank: (rank) => `Rang ${rank}`,
  notes: (count) => plural('fr', count, 'note', 'notes'),
  dots: (count) => plural('fr', count, 'point', 'points'),
  points: (count) => plural('fr', count, 'point', 'points'),
  picture: 'Le tableau',
  pictureHint: 'Comme à l’écran. Le texte des notes suit.',
  participants: (count) => plural('fr', count, 'participant', 'participants'),
  made: (what, count) => namedAs('fr', things.fr[what], count),
  participation: 'Qui a participé',
  people: (count) => plural('fr', count, 'personne', 'personnes'),
  otherPeople: 'Toutes les autres personnes',
  groupsHint:
    'D’après le groupe que chacun s’est donné. Les groupes de moins de cinq personnes comptent parmi les autres.',
  answered: (answered, of) =>
    `${plural('fr', answered, 'personne', 'personnes')} sur ${count('fr', of)} ${answered < 2 ? 'a' : 'ont'} répondu`,
  tookPart: ['Phase', 'Ont écrit', 'Ont répondu'],
  someOf: (done, of) => `${count('fr', done)} sur ${count('fr', of)}`,
  shortened: (count, named) => {
    const quoted = named.map((start) => `«\u00A0${start}…\u00A0»`).join(', ')
    const which = `${quoted}${named.length < count ? ', …' : ''}`
    return `${plural('fr', count, 'note est abrégée', 'notes sont abrégées')} ici\u00A0: ${which}`
  },
  pictureHintAfter: 'Comme à l’écran.',
  pictureInRows: 'Comme à l’écran, de gauche à droite, une rangée après l’autre.',
  purpose: 'Notre raison d’être',
  principles: 'Pour la tenir',
  agenda: {
    title: 'Le déroulé tel qu’il a eu lieu',
    titleBefore: 'Le déroulé',
    heads: ['Phase et étape', 'Prévu', 'Réel'],
    total: 'En tout',
    leftOut: 'n’a pas eu lieu',
    despite: (reason) => `Ouvert avant qu’une raison d’être soit adoptée\u00A0: ${reason}`,
    ahead: 'chacun à son rythme',
    parked: 'Gardé pour plus tard, hors de tout vote.',
    running: 'en cours',
    paused: (length) => `et ${length} de pause`,
    visits: (of) => `${count('fr', of)} fois`,
    length: (seconds) => lengthIn(seconds, { hour: 'h', minute: 'min' }),
    on: (date) => `le ${date}`,
    planned: (length) => `prévu\u00A0: ${length}`,
    spent: (length) => `durée\u00A0: ${length}`,
    time: (time, zone) => clockTime('fr', time, zone),
    wrote: (done, of) => `ont écrit\u00A0: ${count('fr', done)} sur ${count('fr', of)}`,
  },
  contents: 'Sommaire',
  page: 'Page',
  of: 'sur',
  tile: (name) => `Feuille ${name}`,
  date: (time, zone) => longDate('fr', time, zone),
  cellSeparator: ';',
}

const words: Readonly<Record<Language, Words>> = { en, fr }

export function wordsOf(language: Language): Words {
  return words[language]
}
