import { folded } from '../text/folded.ts'
import { isOneSlip } from '../text/name-words.ts'
import { type SortedNote, stemOf } from './sorted-note.ts'
import { isTelling } from './words.ts'

// In both languages at once, without accents: the language of a short note is a guess.

/** Words that deny. */
const denying = wordsOf(
  `0 not no nor neither never nobody nothing nowhere none non without stop stops stopped stopping avoid avoids avoided avoiding
  refuse refuses ban bans forbid forbids prevent prevents pas jamais aucun aucune rien ni nul nulle sans arreter arretons arretez
  arrete cesser cessons eviter evitons evite refuser refusons interdire interdit empecher`,
)

/** Words that limit. "More" and "always" only stress what is said. */
const limiting = wordsOf(
  `less fewer few little only some half against off down outside rarely seldom hardly barely moins peu trop seul seule seuls
  seules seulement uniquement quelques certains certaines moitie contre hors rarement`,
)

/** Words that say something about the next one. */
const leading = new Set([
  ...limiting,
  ...wordsOf('not no never without sans aucun aucune more many much plus beaucoup'),
])

/** Words between two sides of which the first has priority, or comes first. */
const priorities = wordsOf('before over than instead without avant plutot lieu sans')

/** Words between two sides of which the second comes first. */
const reversals = wordsOf('after under apres')

/** Small numbers, in figures. */
const figures: ReadonlyMap<string, string> = new Map(
  `zero;un une one;two deux;three trois;four quatre;five cinq;six;seven sept;eight huit;nine neuf;ten dix`
    .split(';')
    .flatMap((words, value) => words.split(' ').map((word) => [word, String(value)] as const)),
)

function wordsOf(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/u))
}

/** How two notes differ that are written almost alike. */
export interface Difference {
  /** The words that one of them has, and the other has not or in another form. */
  readonly words: readonly [one: readonly string[], other: readonly string[]]
  /** The same words stand in another order. */
  readonly isReordered: boolean
  /** They may contradict each other. */
  readonly isOpposite: boolean
}

/** Notes with one of these list things: the order of a list says nothing. */
const listing = /[,;:/+&•·\n]|(?<!\p{L})(?:and|or|et|ou)(?!\p{L})/iu

/** In longer texts the order of words tells nothing. Not measured. */
const mostOrdered = 100
/** Two notes that are alike in all else may have a slip in so short a word. */
const shortestSlip = 4

interface Word {
  readonly at: number
  readonly shown: string
  /** Without accents. A small number in figures. */
  readonly key: string
  readonly stem: string
  readonly isTelling: boolean
}

/** The words of two notes, with the same ones tied to each other. */
interface Tied {
  readonly one: readonly Word[]
  readonly other: readonly Word[]
  readonly twins: ReadonlyMap<Word, Word>
}

/**
 * Compares the words of two notes in any order: by their forms, then by their stems, then by a slip of the finger.
 * They may contradict each other if one denies, limits or counts more than the other, if each has a word in place of
 * another, or if the sides of "before" and the like are swapped.
 */
export function differenceOf(one: SortedNote, other: SortedNote): Difference {
  const tied = tie(wordsIn(one), wordsIn(other))
  const left = [tied.one, tied.other].map((words) => words.filter((word) => !tied.twins.has(word)))
  // "Week-end" and "weekend", "1 000" and "1000".
  const [rest = '', ...others] = left.map((words) => words.map(({ key }) => key).join(''))
  const isSplit = others.every((each) => each === rest)
  const differing = (words: readonly Word[]) =>
    words.filter((word) => (tied.twins.get(word)?.key ?? (isSplit ? word.key : '')) !== word.key)
  const isReplaced =
    !isSplit && (left.flat().some(turns) || left.every((words) => words.some((word) => word.isTelling)))
  return {
    words: shown(differing(tied.one), differing(tied.other)),
    isReordered: isReordered(tied),
    isOpposite:
      isReplaced ||
      denialsIn(tied.one) !== denialsIn(tied.other) ||
      isLeadingElsewhere(tied) ||
      areSidesSwapped(tied) ||
      (![one, other].some(({ text }) => listing.test(text)) && areRolesSwapped(tied)),
  }
}

function wordsIn({ words, language }: SortedNote): readonly Word[] {
  return words
    .flatMap((word, index) => {
      const next = words[index + 1]
      // "Don't", "can't" and "cannot"; "12h".
      if (language === 'en' && word === 't' && words[index - 1]?.endsWith('n') === true) return ['not']
      if (language === 'en' && next === 't' && word.endsWith('n') && word !== 'can')
        return [word.slice(0, -1)]
      if (word === 'cannot') return ['can', 'not']
      return word.match(/\p{N}+|[^\p{N}]+/gu) ?? []
    })
    .map((word, at) => {
      const plain = folded(word).replaceAll('œ', 'oe')
      const isOfNote = isTelling(word, language)
      return {
        at,
        shown: word,
        key: figures.get(plain) ?? plain,
        // The stemmer leaves "décidons" as it is.
        stem: isOfNote ? stemOf(word.replace(/(?<=.{3})(?<!i)ons$/u, 'er'), language) : '',
        isTelling: isOfNote,
      }
    })
}

function tie(one: readonly Word[], other: readonly Word[]): Tied {
  const twins = new Map<Word, Word>()
  const tieBy = (form: (word: Word) => string, isSame: (a: Word, b: Word) => boolean = () => true) => {
    const free = (words: readonly Word[]) => words.filter((word) => !twins.has(word) && form(word) !== '')
    const others = Map.groupBy(free(other), form)
    for (const word of free(one)) {
      const same = others.get(form(word)) ?? []
      const [twin] = same.splice(same.findIndex((each) => isSame(word, each)) >>> 0, 1)
      if (twin) twins.set(word, twin).set(twin, word)
    }
  }
  tieBy(({ key }) => key)
  tieBy(({ stem }) => stem)
  tieBy(
    (word) => (turns(word) ? '' : word.key.slice(0, 1)),
    (a, b) => isOneSlip(a.key, b.key, shortestSlip),
  )
  return { one, other, twins }
}

/** True for a word without which a note says something else. One of a thing is no number. */
function turns({ key }: Word): boolean {
  return limiting.has(key) || (/\p{N}/u.test(key) && !denying.has(key) && key !== '1')
}

/** French "ne" denies where nothing else does: ne … plus. */
function denialsIn(words: readonly Word[]): number {
  const count = words.filter(({ key }) => denying.has(key)).length
  return count === 0 && words.some(({ key }) => key === 'ne' || key === 'n') ? 1 : count
}

/** "Fewer rules, more trust" and "more rules, fewer trust"; not "no lost bags" and "no bags lost". */
function isLeadingElsewhere({ one, other, twins }: Tied): boolean {
  if (one.length > mostOrdered || other.length > mostOrdered) return false
  const isDenied = one.some(({ key }) => key === 'ne' || key === 'n')
  const ledBy = (words: readonly Word[], { at }: Word) =>
    words
      .slice(at + 1)
      .filter((word) => word.isTelling && !leading.has(word.key) && twins.has(word))
      .slice(0, 2)
  return one.some((word) => {
    const twin = twins.get(word)
    if (!twin || !leading.has(word.key) || (word.key === 'plus' && isDenied)) return false
    const [led, theirs] = [ledBy(one, word), ledBy(other, twin).flatMap((each) => twins.get(each) ?? [])]
    const [first, second] = [led[0], theirs[0]]
    return first !== undefined && second !== undefined && !(theirs.includes(first) && led.includes(second))
  })
}

/** "Speed before quality" and "quality before speed"; not "speed before quality" and "quality after speed". */
function areSidesSwapped(tied: Tied): boolean {
  const [first, second] = dividers(tied)
  if (!first || !second) return false
  return sidesOf(tied, first, second).areSwapped === (reversals.has(first.key) === reversals.has(second.key))
}

/** "Teams serve managers" and "managers serve teams": no word stays on its side of some word. */
function areRolesSwapped(tied: Tied): boolean {
  if (tied.one.length > mostOrdered || dividers(tied).every((word) => word !== undefined)) return false
  return tied.one.some((word) => {
    const twin = tied.twins.get(word)
    if (!twin) return false
    const { areSwapped, isStraight } = sidesOf(tied, word, twin)
    return areSwapped && !isStraight
  })
}

function dividers({ one, other }: Tied): readonly (Word | undefined)[] {
  return [one, other].map((words) => words.find(({ key }) => priorities.has(key) || reversals.has(key)))
}

/** Whether words on both sides of a word changed sides, and whether one stayed. */
function sidesOf({ one, twins }: Tied, first: Word, second: Word) {
  let [toRight, toLeft, isStraight] = [false, false, false]
  for (const word of one) {
    const twin = twins.get(word)
    if (!twin || !word.isTelling || word === first) continue
    const [isLeft, isTwinLeft] = [word.at < first.at, twin.at < second.at]
    if (isLeft === isTwinLeft) isStraight = true
    else if (isLeft) toRight = true
    else toLeft = true
  }
  return { areSwapped: toRight && toLeft, isStraight }
}

function isReordered({ one, twins }: Tied): boolean {
  let last = -1
  return one.some((word) => {
    const at = twins.get(word)?.at ?? last
    const isEarlier = at < last
    last = at
    return isEarlier
  })
}

/** Those that say something; small words where there are no others. */
function shown(one: readonly Word[], other: readonly Word[]): Difference['words'] {
  const says = ({ key, isTelling: tells }: Word) =>
    tells ||
    /\p{N}/u.test(key) ||
    [denying, limiting, leading, priorities, reversals].some((words) => words.has(key))
  const some = [...one, ...other].some(says)
  const listed = (words: readonly Word[]) => [
    ...new Set(words.filter((word) => !some || says(word)).map((word) => word.shown)),
  ]
  return [listed(one), listed(other)]
}
