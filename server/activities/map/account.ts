import { originIn, originName } from '#shared/board/origin.ts'
import { ringsOf, stakeholdersOf, type MapNote, type Stakeholder } from '#shared/activities/map/ecosystem.ts'
import { withoutBlocks } from '#shared/activities/map/result.ts'
import { mapWordsOf, type MapWords } from '#shared/activities/map/result-words.ts'
import {
  nameLines,
  nameSize,
  ringEdges,
  ringMap,
  ringPage,
  titlePlaces,
} from '#shared/activities/map/ring-places.ts'
import { filledWords, wordsIn } from '#shared/agenda/fill.ts'
import type { Words } from '#shared/agenda/template.ts'
import type { Agreement } from '#shared/workshop/tally.ts'
import type { ActivityAccount, StepResult } from '../../board-file/account.ts'
import type { Block, Drawing, DrawnLabel } from '#shared/blocks/block.ts'
import type { SnapshotNote } from '../../board-file/snapshot.ts'
import { printableLine } from '#shared/text/printable.ts'
import { wordsOf } from '../../report/words.ts'

interface RingNames {
  /** In the middle. */
  readonly us: string
  /** Three, nearest first. */
  readonly rings: readonly {
    readonly title: string
    readonly people: readonly { readonly name: string; readonly isDashed: boolean }[]
  }[]
  /** The meaning of dashed names; empty when none is. */
  readonly legend: string
}

const letters = 19
/** 7 points on an upright page. */
const titleLetters = 25

/** The map as it is on screens. */
function ringDrawing({ us, rings, legend }: RingNames): Drawing {
  const [near = [], through = [], far = []] = rings.map(({ people }) => people)
  const { names: placed, scale } = ringPage([near.length, through.length, far.length])
  const centre = { x: ringMap.width / 2, y: ringMap.height / 2 }
  const size = { width: nameSize.width * scale, height: nameSize.height * scale }
  const titles = titlePlaces.map((place, ring): DrawnLabel => ({
    ...place,
    width: 420,
    height: 24,
    lines: [rings[ring]?.title ?? ''],
    letters: titleLetters,
    look: 'soft',
  }))
  const middle: DrawnLabel = { ...centre, ...nameSize, lines: [us], letters: 34, look: 'serif' }
  const names = [near, through, far].flatMap((people, ring) =>
    people.map(({ name, isDashed }, index): DrawnLabel => ({
      ...(placed[ring]?.places[index] ?? centre),
      ...size,
      lines: nameLines(name),
      letters: letters * scale,
      look: isDashed ? 'dashed' : 'framed',
    })),
  )
  return {
    kind: 'drawing',
    ...ringMap,
    ellipses: ringEdges.toReversed().map((edge) => ({ ...centre, ...edge })),
    curves: [],
    labels: [...titles, middle, ...names],
    legend,
  }
}

/** The people on the rings, and their needs once these were asked for. */
export interface MapResult extends StepResult {
  readonly kind: 'ecosystem'
  readonly rings: readonly { readonly title: Words; readonly people: readonly string[] }[]
  /** Everybody on them, nearest first. */
  readonly stakeholders: readonly string[]
  /** Empty in a step that asks for people. */
  readonly needs: readonly MapNeed[]
  /** People for whom nobody has named a need. Empty in a step that asks for people. */
  readonly withoutNeed: readonly string[]
  /** People without an agreed need, those above included: everybody, as long as nobody was asked. */
  readonly withoutAgreedNeed: readonly string[]
}

interface MapNeed {
  readonly need: string
  /** The words that people agreed about, where the note has other ones by now. */
  readonly words?: string
  readonly people: readonly string[]
  /** Null: nobody was asked, or too few people answered. */
  readonly agreement: Agreement | null
}

export const mapAccount: ActivityAccount<MapResult> = {
  result: ({ board, step, path, notes, answers }) => {
    if (step.activity !== 'map' || !board.agenda) return undefined
    const all = board.notes.map(asMapNote)
    const { template } = board.agenda
    const isSecond = originIn(board.activities[originName]) !== undefined
    const people = stakeholdersOf(template, path, all, board.rounds, isSecond)
    const without = people.flatMap(({ note, isAgreed }) => (isAgreed ? [] : [note.id]))
    if (step.asks === 'people') {
      // Those who were missing are on the rings of the step before, and listed there.
      if (people.length === 0 || step.fields.length === 0) return undefined
      return {
        kind: 'ecosystem',
        listed: people.map(({ note }) => note.id),
        rings: ringsOf(template, path, all).map((ring) => ({
          title: filledWords(ring.field.title, answers),
          people: ring.people.map(({ id }) => id),
        })),
        stakeholders: people.map(({ note }) => note.id),
        needs: [],
        withoutNeed: [],
        withoutAgreedNeed: without,
      }
    }
    if (people.length + notes.length === 0) return undefined
    return {
      kind: 'ecosystem',
      listed: notes.map(({ id }) => id),
      rings: [],
      stakeholders: people.map(({ note }) => note.id),
      needs: needsIn(people, notes, all),
      withoutNeed: people.flatMap(({ note, needs }) => (needs.length === 0 ? [note.id] : [])),
      withoutAgreedNeed: without,
    }
  },
  blocks: (result, { notes }, { language }) => {
    const words = mapWordsOf(language)
    const byId = new Map(notes.map((note) => [note.id, note]))
    const named = (id: string): string => printableLine(byId.get(id)?.text ?? '')
    if (result.rings.length > 0) return ringBlocks(result, notes, named, language)
    const { changedSince } = wordsOf(language)
    const needIn = ({ need, words: then }: MapNeed): string =>
      then === undefined ? named(need) : `${printableLine(then)} (${changedSince(named(need))})`
    const { stakeholders, withoutNeed, withoutAgreedNeed } = result
    const people = stakeholders.map((id) => ({
      name: named(id),
      needs: withoutNeed.includes(id) ? 0 : 1,
      isAgreed: !withoutAgreedNeed.includes(id),
    }))
    return [...needBlocks(result, words, named, needIn), ...withoutBlocks(people, { language })]
  },
}

/** Each need once, with all whom it is tied to. */
function needsIn(
  people: readonly Stakeholder<MapNote>[],
  notes: readonly SnapshotNote[],
  all: readonly MapNote[],
): readonly MapNeed[] {
  const ties = new Map<string, Pick<MapNeed, 'words' | 'agreement'> & { readonly people: string[] }>()
  const textNow = new Map(all.map(({ id, text }) => [id, text]))
  for (const { note, needs } of people) {
    for (const { note: need, agreement } of needs) {
      const tie = ties.get(need.id)
      if (tie) tie.people.push(note.id)
      else {
        const hasChanged = textNow.get(need.id) !== need.text
        ties.set(need.id, { ...(hasChanged && { words: need.text }), people: [note.id], agreement })
      }
    }
  }
  const written = notes.map(({ id }) => ({ need: id, ...(ties.get(id) ?? { people: [], agreement: null }) }))
  const listed = new Set(notes.map(({ id }) => id))
  const others = [...ties].filter(([need]) => !listed.has(need)).map(([need, tie]) => ({ need, ...tie }))
  return [...written, ...others]
}

type Named = (id: string) => string

/** The map, and the same in words. */
function ringBlocks(
  { rings, withoutAgreedNeed }: MapResult,
  notes: readonly SnapshotNote[],
  named: Named,
  language: Parameters<typeof mapWordsOf>[0],
): readonly Block[] {
  const words = mapWordsOf(language)
  const without = new Set(withoutAgreedNeed)
  const isAnyAgreed = rings.some(({ people }) => people.some((id) => !without.has(id)))
  const titled = rings.map(({ title, people }) => ({
    title: printableLine(wordsIn(title, language).text),
    people,
  }))
  return [
    ringDrawing({
      us: words.us,
      rings: titled.map(({ title, people }) => ({
        title,
        people: people.map((id) => ({ name: named(id), isDashed: isAnyAgreed && without.has(id) })),
      })),
      legend: isAnyAgreed ? words.legend : '',
    }),
    ...titled.map(({ title, people }): Block => {
      const listed = new Set(people)
      const onRing = notes.filter(({ id }) => listed.has(id))
      return {
        kind: 'notes',
        heading: title,
        facts: [wordsOf(language).notes(people.length)],
        notes: onRing.map(({ id }) => id),
      }
    }),
  ]
}

/** A row for each need, and whose it is. Those without one are named below. */
function needBlocks(
  { needs, stakeholders }: MapResult,
  { who, need: head, agreement, level, loose, rule }: MapWords,
  named: Named,
  needIn: (need: MapNeed) => string,
): readonly Block[] {
  const rows = stakeholders.flatMap((person) => {
    const own = needs.filter((each) => each.people.includes(person))
    return own.map((each, index) => [index === 0 ? named(person) : '', needIn(each), level(each.agreement)])
  })
  const untied = needs.filter((each) => each.people.length === 0)
  return [
    ...(rows.length > 0
      ? [
          {
            kind: 'table',
            heads: [who, head, agreement],
            rows,
            figures: 0,
            widths: [2.9, 5.9, 3],
          } as const,
          { kind: 'remark', text: rule } as const,
        ]
      : []),
    ...(untied.length > 0
      ? [{ kind: 'paragraph', text: loose(untied.map(needIn).join(' · ')) } as const]
      : []),
  ]
}

function asMapNote(note: SnapshotNote): MapNote {
  const { id, text, kind, step, field, from, area } = note
  return {
    id,
    text,
    kind,
    area: area ?? null,
    ...(step !== undefined && { step }),
    ...(field !== undefined && { field }),
    ...(from && { from }),
  }
}
