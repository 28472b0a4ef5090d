import * as Y from 'yjs'
import { clustersRoot, notesRoot, placeRoot, textRoot } from '#shared/board/document.ts'
import {
  blankLimits,
  coordinateLimit,
  fromLimit,
  mergedTitleLimit,
  mergeFactor,
  noteTextLimit,
} from '#shared/board/limits.ts'
import { seededRandom, type Random } from '#tests/support/random.ts'

/**
 * Documents that the server accepts from a participant and that might harm a page: everything in them is
 * within the limits.
 */
export interface HarmfulDocument {
  readonly name: string
  readonly write: (doc: Y.Doc) => void
}

const longest = mergeFactor * noteTextLimit
const longestTitle = mergedTitleLimit
const edge = coordinateLimit

/** `count` texts of one kind on notes of one column, each as long as merges can make it. */
function longTexts(name: string, unit: string, count = 3, letters = longest): HarmfulDocument {
  const text = unit
    .repeat(Math.ceil(letters / unit.length))
    .slice(0, letters)
    .toWellFormed()
  return {
    name,
    write: (doc) => {
      for (let index = 0; index < count; index += 1)
        putNote(doc, `t${index}`, { x: index * 240, text: text.slice(index) })
    },
  }
}

export const harmfulTexts: readonly HarmfulDocument[] = [
  longTexts('one word of 20,000 letters', 'incomprehensibilities'),
  longTexts('one word of 20,000 wide letters', 'W'),
  longTexts('20,000 marks on one letter', '\u0301\u0323\u0308\u0331'),
  longTexts('a letter with four marks, 4,000 times', 'a\u0301\u0323\u0308\u0331'),
  longTexts('20,000 letters without width', '\u200b\u200d\u2060\ufeff'),
  longTexts('joined emoji', '👩‍👩‍👧‍👦'),
  longTexts('emoji of one endless family', '👩\u200d'),
  longTexts('ligatures as wide as a line', '﷽'),
  longTexts('Arabic in one word', 'محمد'),
  longTexts('Devanagari in one word', 'क्ष्म्य'),
  longTexts('Thai without spaces', 'ภาษาไทยสวยงาม'),
  longTexts('Chinese', '漢字かな交じり文'),
  longTexts('Hangul in parts', '\u1112\u1161\u11ab'),
  longTexts('20,000 line ends', '\n'),
  longTexts('10,000 lines of one letter', 'a\n'),
  longTexts('10,000 spaces', ' a'),
  longTexts('20,000 spaces', ' '),
  longTexts('opening quotation marks alone', '« '),
  longTexts('quotation marks', '« a » '),
  longTexts('overrides of direction', '\u202eabc\u2066\u05d0'),
  longTexts('control characters', '\u0001\u0007\u001b\u007f'),
  longTexts('tabs', '\t'),
  longTexts('surrogates in private use', '\u{10ffff}'),
  longTexts('soft hyphens', 'a\u00ad'),
  longTexts('forty notes of 20,000 letters', 'lorem ipsum ', 40),
  longTexts('forty notes of one long word', 'x', 40),
  longTexts('forty notes of marks', 'a\u0301\u0323\u0308\u0331', 40, 8_000),
]

export const harmfulPlaces: readonly HarmfulDocument[] = [
  many('10,000 notes at one point', 10_000, () => ({ x: 0, y: 0 })),
  many('10,000 notes within a hand’s breadth', 10_000, (_, random) => ({
    x: random.below(400),
    y: random.below(300),
  })),
  many('10,000 notes in one diagonal', 10_000, (index) => ({ x: index * 9, y: index * 9 })),
  many('10,000 notes at the corners of the board', 10_000, (index) => corner(index)),
  many('10,000 notes all over the board', 10_000, (_, random) => ({
    x: random.below(2 * edge) - edge,
    y: random.below(2 * edge) - edge,
  })),
  {
    name: 'a group from corner to corner',
    write: (doc) => {
      putCluster(doc, 'all', 'From corner to corner')
      for (let index = 0; index < 4; index += 1)
        putNote(doc, `n${index}`, { ...corner(index), cluster: 'all' })
    },
  },
  {
    name: 'a group of 10,000 at one point',
    write: (doc) => {
      putCluster(doc, 'all', 'All')
      for (let index = 0; index < 10_000; index += 1)
        putNote(doc, `n${index}`, { cluster: 'all', text: String(index) })
    },
  },
  {
    name: 'a group of 10,000 all over the board',
    write: (doc) => {
      putCluster(doc, 'all', 'All')
      for (let index = 0; index < 10_000; index += 1)
        putNote(doc, `n${index}`, { ...corner(index), cluster: 'all', text: String(index) })
    },
  },
  {
    name: '3,000 groups from corner to corner',
    write: (doc) => {
      for (let index = 0; index < 3_000; index += 1) {
        putCluster(doc, `c${index}`, String(index))
        for (const half of [0, 3])
          putNote(doc, `n${index}-${half}`, { ...corner(half), cluster: `c${index}`, text: '' })
      }
    },
  },
  {
    name: '4,000 collapsed groups at one point',
    write: (doc) => {
      for (let index = 0; index < 4_000; index += 1) {
        putCluster(doc, `c${index}`, String(index), true)
        putNote(doc, `n${index}`, { cluster: `c${index}`, text: '' })
      }
    },
  },
  {
    name: '15,000 groups without notes',
    write: (doc) => {
      for (let index = 0; index < 15_000; index += 1) putCluster(doc, `c${index}`, '')
    },
  },
  {
    name: '500 groups with odd titles as long as merges can make them',
    write: (doc) => {
      const titles = ['\u202e\u0007 a\u0301\u0323', 'W', '﷽', '👩\u200d', '\u200b', ' \n']
      for (let index = 0; index < 500; index += 1) {
        const unit = titles[index % titles.length] ?? ''
        putCluster(
          doc,
          `c${index}`,
          unit.repeat(longestTitle).slice(0, longestTitle).toWellFormed(),
          index % 2 === 0,
        )
        putNote(doc, `n${index}`, {
          x: (index % 25) * 260,
          y: Math.floor(index / 25) * 300,
          cluster: `c${index}`,
        })
      }
    },
  },
]

/** Facts of notes as large as they may be. */
export const harmfulFacts: readonly HarmfulDocument[] = [
  withFacts('3,000 notes that grew from one another and are gone', (index) => ({
    from: Array.from({ length: fromLimit }, (_, other) => `n${(index + 61 * other) % 4_000}`),
  })),
  withFacts('3,000 notes with all blanks filled', () => ({
    step: 'a/b',
    field: 'c',
    blanks: Object.fromEntries(
      Array.from({ length: blankLimits.count }, (_, blank) => [
        `b${blank}`,
        'a\u0301\u0323 '.repeat(blankLimits.letters).slice(0, blankLimits.letters),
      ]),
    ),
  })),
]

/** A document of everything at once, within the limits. */
export function randomDocument(seed: number): HarmfulDocument {
  return {
    name: `everything at random, seed ${seed}`,
    write: (doc) => {
      const random = seededRandom(seed)
      const units = [
        'a',
        ' ',
        '\n',
        '« ',
        'W',
        '﷽',
        '\u0301',
        '\u200d',
        '👩\u200d',
        'ภา',
        '漢',
        '\u202e',
        '\u0007',
        'שלום ',
        'क्ष',
        'word ',
      ]
      const spread = random.pick([0, 300, 5_000, edge])
      const place = () => Math.max(-edge, Math.min(edge, random.below(2 * spread + 1) - spread))
      const groups = Array.from({ length: random.pick([0, 3, 400]) }, (_, index) => `c${index}`)
      for (const id of groups) {
        putCluster(doc, id, random.pick(units).repeat(random.below(40)), random.chance(0.2))
      }
      let letters = 300_000
      for (let index = random.pick([20, 300, 3_000]); index > 0; index -= 1) {
        const length = Math.min(letters, random.pick([0, 10, 60, 600, longest]))
        letters -= length
        const unit = Array.from({ length: 1 + random.below(4) }, () => random.pick(units)).join('')
        putNote(doc, `n${index}`, {
          x: place(),
          y: place(),
          z: random.below(2) * random.below(900_000),
          text: unit.repeat(length).slice(0, length).toWellFormed(),
          ...(groups.length > 0 && random.chance(0.5) && { cluster: random.pick(groups) }),
        })
      }
    },
  }
}

const words =
  'we want our team to be the one that makes hard choices simple because people trust what they can see and change'.split(
    ' ',
  )

/** Boards as people make them, to compare with: so many notes in rows, with some words. */
export function honestDocument(count: number): HarmfulDocument {
  return {
    name: `an honest board of ${count} notes`,
    write: (doc) => {
      const random = seededRandom(1)
      for (let index = 0; index < count; index += 1) {
        const text = Array.from({ length: 8 + random.below(14) }, () => random.pick(words)).join(' ')
        putNote(doc, `n${index}`, { x: (index % 100) * 224, y: Math.floor(index / 100) * 224, text })
      }
    },
  }
}

export const harmfulDocuments: readonly HarmfulDocument[] = [...harmfulTexts, ...harmfulPlaces]

function many(
  name: string,
  count: number,
  placeOf: (index: number, random: Random) => { readonly x: number; readonly y: number },
): HarmfulDocument {
  return {
    name,
    write: (doc) => {
      const random = seededRandom(1)
      for (let index = 0; index < count; index += 1)
        putNote(doc, `n${index}`, { ...placeOf(index, random), text: `note ${index}` })
    },
  }
}

function withFacts(name: string, factsOf: (index: number) => object): HarmfulDocument {
  return {
    name,
    write: (doc) => {
      for (let index = 0; index < 3_000; index += 1) {
        putNote(doc, `n${index}`, { x: (index % 60) * 224, y: Math.floor(index / 60) * 224 })
        notesRoot(doc).set(`n${index}`, { ...plainFacts, ...factsOf(index) })
      }
    },
  }
}

function corner(index: number): { readonly x: number; readonly y: number } {
  return { x: index % 2 ? edge : -edge, y: index % 4 < 2 ? -edge : edge }
}

interface NoteParts {
  readonly x?: number
  readonly y?: number
  readonly z?: number
  readonly cluster?: string
  readonly text?: string
}

const plainFacts = { kind: 'idea', author: null, tint: 'sun', created: 1 }

/** Past the product's own commands, which are stricter than the guard. */
function putNote(doc: Y.Doc, id: string, { x = 0, y = 0, z = 1, cluster, text = id }: NoteParts): void {
  notesRoot(doc).set(id, plainFacts)
  placeRoot(doc).set(id, [x, y, z, cluster ?? 0])
  textRoot(doc).set(id, new Y.Text(text))
}

function putCluster(doc: Y.Doc, id: string, title: string, isCollapsed = false): void {
  const entry = new Y.Map<unknown>()
  entry.set('title', new Y.Text(title))
  entry.set('tint', 'sand')
  entry.set('isCollapsed', isCollapsed)
  clustersRoot(doc).set(id, entry)
}
