import type { Language } from '#shared/board/document.ts'
import { draftGroups } from '#shared/sorting/draft-groups.ts'
import { likelyPairs } from '#shared/sorting/duplicates.ts'
import { commonWords } from '#shared/sorting/gather.ts'
import { placesFor } from '#shared/sorting/place-for.ts'
import type { KnownText } from '#shared/sorting/sorted-note.ts'
import { figure, type Table } from '../support/figures.ts'
import { seededRandom, type Random } from '../support/random.ts'
import { measurePage } from './sorting/page.ts'
import { readSets, type SetBoard, type SetPair, type SetPairs } from './sorting/sets.ts'
import { setting } from '../support/bench-setting.ts'

/** Parts of the notes that people have put into groups before help is asked for. */
const placedParts = [0.2, 0.33, 0.5, 0.67] as const
const draws = setting(200, 40)
const largeBoard = 1_000
const hugeBoard = 10_000

/** Measures the help with sorting on written boards: what it finds, where it stays silent, and its cost. */
export async function sortingBench(): Promise<readonly Table[]> {
  const { boards, statements, pairs } = readSets()
  const random = seededRandom(1)
  return [
    duplicatesTable(boards, statements),
    oppositesTable(boards, pairs),
    placesTable(boards, random),
    draftsTable(boards),
    costTable(boards, random),
    await pageTable(manyNotes(boards, random), '≤ 50'),
    await pageTable(manyNotes(boards, random, hugeBoard), '≤ 100'),
  ]
}

function duplicatesTable(boards: readonly SetBoard[], statements: readonly KnownText[]): Table {
  const found = boards.map(({ notes, lang, duplicatePairs }) => {
    const wanted = new Map(duplicatePairs.map(({ a, b, kind }) => [keyOf(a, b), kind]))
    const shown = likelyPairs(notes, lang).map(({ one, other }) => wanted.get(keyOf(one, other)))
    const isPlain = (kind: string | undefined) => kind !== undefined && kind !== 'paraphrase'
    return {
      pairs: (notes.length * (notes.length - 1)) / 2,
      plain: [...wanted.values()].filter(isPlain).length,
      paraphrases: [...wanted.values()].filter((kind) => kind === 'paraphrase').length,
      plainFound: shown.filter(isPlain).length,
      paraphrasesFound: shown.filter((kind) => kind === 'paraphrase').length,
      false: shown.filter((kind) => kind === undefined).length,
    }
  })
  const sum = (key: keyof (typeof found)[number]) => found.reduce((all, board) => all + board[key], 0)
  return {
    title: `Likely duplicates among ${sum('pairs').toLocaleString('en')} pairs of notes on ${boards.length} boards`,
    columns: ['', 'Boussole', 'to reach'],
    rows: [
      ['same words in another form or order, found', `${sum('plainFound')} of ${sum('plain')}`, '≥ 9 of 10'],
      ['proposed, but not the same', String(sum('false')), '≤ 2'],
      ['same idea in other words, found', `${sum('paraphrasesFound')} of ${sum('paraphrases')}`, ''],
      [
        `pairs proposed among ${statements.length} purposes of organisations`,
        String(likelyPairs(statements, 'en').length),
        '',
      ],
    ],
    note: 'One person wrote the notes and said which say the same. Words do not tell a paraphrase.',
  }
}

function oppositesTable(boards: readonly SetBoard[], { opposites, duplicates }: SetPairs): Table {
  const looked = (pairs: readonly Pick<SetPair, 'lang' | 'one' | 'other'>[]) => {
    const offered = pairs.flatMap(({ lang, one, other }) =>
      likelyPairs(
        [one, other].map((text, index) => ({ id: String(index), text })),
        lang,
      ),
    )
    return {
      offered: offered.length,
      flagged: offered.filter(({ difference }) => difference.isOpposite).length,
    }
  }
  const row = (name: string, some: readonly SetPair[], same: readonly SetPair[], wanted = '') => {
    const [against, alike] = [looked(some), looked(same)]
    return [
      name,
      `${against.offered} of ${some.length}`,
      `${against.offered - against.flagged} of ${against.offered}`,
      `${alike.offered} of ${same.length}`,
      String(alike.flagged),
      wanted,
    ]
  }
  const onBoards = boards.flatMap(({ notes, lang, duplicatePairs }) => {
    const text = (wanted: string) => notes.find(({ id }) => id === wanted)?.text ?? ''
    return duplicatePairs.map(({ a, b, kind }) => ({ lang, kind, one: text(a), other: text(b), seen: true }))
  })
  const isSeen = ({ seen }: SetPair) => seen
  const isNew = ({ seen }: SetPair) => !seen
  return {
    title: 'Opposites written almost alike: asked as “The opposite?”, not as “Same idea?”',
    columns: ['', 'opposites offered', 'unflagged', 'duplicates offered', 'flagged by mistake', 'to reach'],
    rows: [
      row('written before the rule', opposites.filter(isSeen), duplicates.filter(isSeen)),
      row('written after it', opposites.filter(isNew), duplicates.filter(isNew)),
      ...(['fr', 'en'] as const).map((lang) => {
        const isOfLanguage = (pair: SetPair) => pair.lang === lang
        const name = lang === 'fr' ? 'French' : 'English'
        return row(name, opposites.filter(isOfLanguage), duplicates.filter(isOfLanguage))
      }),
      row('duplicates of the boards', [], onBoards),
      row('all pairs', opposites, duplicates, 'unflagged ≤ 1 of 10'),
    ],
    note: 'Our own sets: the author of the rule wrote them. A synonym looks like an opposite: it is asked about last, as one.',
  }
}

function placesTable(boards: readonly SetBoard[], random: Random): Table {
  return {
    title: 'A place for a note',
    columns: ['', 'placed', 'closed, % of draws', 'shown a draw', 'right, % of those shown', 'to reach'],
    rows: [true, false].flatMap((isHard) => {
      const kind = isHard ? 'long notes' : 'short notes'
      const drawn = boards
        .filter((board) => board.isHard === isHard)
        .flatMap((board) => placedParts.map((part) => drawPlaces(board, part, random)))
      const row = (name: string, placed: string, some: readonly Drawn[]) => {
        const sum = (key: 'closed' | 'shown' | 'right') => some.reduce((all, each) => all + each[key], 0)
        const [count, closed, shown] = [some.length * draws, sum('closed'), sum('shown')]
        return [
          name,
          placed,
          figure((100 * closed) / count),
          figure(shown / Math.max(1, count - closed)),
          figure((100 * sum('right')) / shown),
        ]
      }
      return [
        ...drawn.map((each) => [...row(`${each.id}, ${kind}`, `${figure(100 * each.part)} %`, [each]), '']),
        [...row(`all ${kind}`, 'all', drawn), isHard ? 'closed ≥ 90' : 'right ≥ 90'],
      ]
    }),
    note: `${draws} draws each: that part of the notes with a theme is in its group, the help is asked about all others. A note without a theme that is given a place counts as wrong.`,
  }
}

interface Drawn {
  readonly id: string
  readonly part: number
  readonly closed: number
  readonly shown: number
  readonly right: number
}

function drawPlaces({ id: board, notes, lang }: SetBoard, part: number, random: Random): Drawn {
  let [closed, shown, right] = [0, 0, 0]
  for (let draw = 0; draw < draws; draw += 1) {
    const groups = new Map<string, KnownText[]>()
    const loose: KnownText[] = []
    for (const note of notes) {
      if (note.cluster === null || !random.chance(part)) loose.push(note)
      else groups.set(note.cluster, [...(groups.get(note.cluster) ?? []), note])
    }
    const known = [...groups].map(([id, members]) => ({ id, title: '', notes: members }))
    const { isOpen, places } = placesFor(loose, known, lang)
    if (!isOpen) closed += 1
    const themes = new Map(notes.map(({ id, cluster }) => [id, cluster]))
    shown += places.length
    right += places.filter(({ note, group }) => themes.get(note) === group).length
  }
  return { id: board, part, closed, shown, right }
}

function draftsTable(boards: readonly SetBoard[]): Table {
  return {
    title: 'Draft groups',
    columns: [
      '',
      'notes with a neighbour, %',
      'shown',
      'groups',
      'pairs of one theme, %',
      'pairs of a theme found, %',
    ],
    rows: boards.map(({ id, notes, lang }) => {
      const { alike, isOpen, groups } = draftGroups(notes, lang)
      const themes = new Map(notes.map((note) => [note.id, note.cluster]))
      const together = groups.flatMap((group) => pairsOf(group.notes))
      const isOne = ([a, b]: readonly [string, string]) =>
        themes.get(a) === themes.get(b) && themes.get(a) !== null
      const right = together.filter(isOne).length
      const all = pairsOf(notes.map((note) => note.id)).filter(isOne).length
      return [
        id,
        figure(100 * alike),
        isOpen ? 'yes' : 'no',
        String(groups.length),
        figure((100 * right) / together.length),
        isOpen ? figure((100 * right) / all) : '–',
      ]
    }),
  }
}

function pairsOf(ids: readonly string[]): readonly (readonly [string, string])[] {
  return ids.flatMap((id, index) => ids.slice(index + 1).map((other) => [id, other] as const))
}

function costTable(boards: readonly SetBoard[], random: Random): Table {
  const notes = manyNotes(boards, random)
  const half = notes.length / 2
  const placed = Map.groupBy(notes.slice(0, half), (_, index) => String(index % 40))
  const groups = [...placed].map(([id, members]) => ({ id, title: '', notes: members }))
  const board: Language = 'fr'
  const cost = (run: () => unknown) => {
    const before = process.threadCpuUsage()
    run()
    const { user, system } = process.threadCpuUsage(before)
    return figure((user + system) / 1_000)
  }
  return {
    title: `${notes.length.toLocaleString('en')} notes: CPU of the worker, ms`,
    columns: ['', 'Boussole', 'to reach'],
    rows: [
      ['draft groups', cost(() => draftGroups(notes, board)), '≤ 500'],
      ['likely duplicates', cost(() => likelyPairs(notes, board)), ''],
      ['a place for half of them', cost(() => placesFor(notes.slice(half), groups, board)), ''],
      ['words in common', cost(() => commonWords(notes, board)), ''],
    ],
    note: 'The first run of each, as in a worker that has just been started. Each note has the first half of one written note and the second half of another.',
  }
}

async function pageTable(notes: readonly KnownText[], goal: string): Promise<Table> {
  const tasks = await measurePage(notes.map(({ text }) => text))
  return {
    title: `${notes.length.toLocaleString('en')} notes: longest task of a facilitator’s page, CPU ms`,
    columns: ['', 'Boussole', 'to reach'],
    rows: tasks.map(({ name, longest }) => [name, figure(longest.cpuMs), goal]),
  }
}

function manyNotes(
  boards: readonly SetBoard[],
  random: Random,
  length: number = largeBoard,
): readonly KnownText[] {
  const texts = boards.flatMap(({ notes }) => notes.map(({ text }) => text.split(' ')))
  return Array.from({ length }, (_, index) => {
    const [one, other] = [random.pick(texts), random.pick(texts)]
    const words = [...one.slice(0, Math.ceil(one.length / 2)), ...other.slice(Math.floor(other.length / 2))]
    return { id: `n${index}`, text: words.join(' ') }
  })
}

function keyOf(a: string, b: string): string {
  return [a, b].sort().join(' ')
}
