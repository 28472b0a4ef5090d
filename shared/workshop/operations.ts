import type { NoteKind } from './note-kind.ts'

/**
 * Everything that a second workshop decides, as plain data without ids of people. The account has it (`operations`), so
 * that report, page and file say the same. Notes of a kind of their own hold it, and cases come from secret votes.
 */
export interface Operations {
  readonly promises: readonly Promised[]
  readonly practices: readonly Practice[]
  readonly cases: readonly SettledCase[]
  readonly welcome: readonly WelcomeLine[]
  readonly stories: readonly Story[]
}

/** To whom the team promises what. Parts without words are empty. */
export interface Promised {
  /** Its note. */
  readonly id: string
  readonly to: string
  readonly promise: string
  readonly not: string
  /** The sign by which they will see it. */
  readonly seen: string
  /** As the group rewrote it, in the version that was kept last. Null: nobody rewrote it. */
  readonly words: string | null
  /** It was chosen: a sentence grew from it, and was not set aside. */
  readonly isChosen: boolean
}

/** In one language or both. */
interface Title {
  readonly en?: string
  readonly fr?: string
}

/** Something that begins or stops because of a principle, in one area of work. */
export interface Practice {
  readonly id: string
  /** The note of its principle. Null: it is of none, or that one is gone. */
  readonly principle: string | null
  /** The id and the title of the column. */
  readonly column: string
  readonly title: Title
  readonly way: 'begin' | 'stop'
  readonly what: string
  readonly seen: string
}

/** A dilemma with two true sides, and the principle that settles it. */
export interface SettledCase {
  readonly id: string
  readonly dilemma: string
  readonly sides: readonly [string, string]
  /** Its note. Null: none settles it, or two of them as often. */
  readonly principle: string | null
  /** The words of that principle as they were. */
  readonly principleText: string
  /** How often each side was chosen in secret, before talking and afterwards. Null: nobody voted, or too few. */
  readonly before: SideCounts | null
  readonly after: SideCounts | null
  /** Milliseconds since 1970. */
  readonly at: number
  /** As it was asked last with later words. Absent: it was not. */
  readonly again?: Omit<CaseAgain, 'id'>
}

/** A settled case that was asked again, in secret, with later words. */
export interface CaseAgain {
  readonly id: string
  /** Voices for the side on which the group came down before, of all. */
  readonly counts: SideCounts
  /** Settled as before, not any more, or the other way. */
  readonly verdict: 'asBefore' | 'lost' | 'turned'
  readonly at: number
}
export type SideCounts = readonly [number, number]

/** A line about the first day, week or month of somebody new. */
export interface WelcomeLine {
  readonly id: string
  /** The field of its step: `day`, `week` or `month` in the built-in template. */
  readonly when: string
  readonly text: string
}

/** A true story that shows a principle. */
export interface Story {
  /** Its note. */
  readonly id: string
  readonly principle: string | null
  readonly text: string
  /** The name with which its author signed it. */
  readonly name: string | null
  readonly photo: string | null
}

/** The blanks of notes that hold parts of these. */
export const OperationBlank = {
  to: 'to',
  not: 'not',
  seen: 'seen',
  sideA: 'a',
  sideB: 'b',
  noted: 'noted',
} as const

interface OperationNote {
  readonly id: string
  readonly kind: NoteKind
  readonly text: string
  readonly step?: string
  readonly field?: string
  readonly blanks?: Readonly<Record<string, string>>
  readonly from?: readonly string[]
  readonly signature?: string
  readonly photo?: { readonly id: string; readonly isPrivate?: true }
}

interface OperationFacts {
  readonly notes: readonly OperationNote[]
  /** Without those that were set aside. */
  readonly statements: readonly { readonly id: string; readonly from: readonly string[] }[]
  /** Oldest first. */
  readonly versions: readonly { readonly statement: string; readonly text: string }[]
  readonly areas: readonly { readonly id: string; readonly title: Title }[]
}

/** What stands on notes. The cases of a board are the results of its votes. */
export function operationsOn({
  notes,
  statements,
  versions,
  areas,
}: OperationFacts): Omit<Operations, 'cases'> {
  const written = notes.filter(({ text }) => text.trim() !== '')
  const principles = new Set(written.flatMap(({ id, kind }) => (kind === 'principle' ? [id] : [])))
  const principleOf = ({ from = [] }: OperationNote) => from.find((id) => principles.has(id)) ?? null
  const titles = new Map(areas.map(({ id, title }) => [id, title]))
  const ofKind = (...kinds: readonly NoteKind[]) => written.filter(({ kind }) => kinds.includes(kind))
  return {
    promises: ofKind('promise').map((note) => {
      const statement = statements.find(({ from }) => from.includes(note.id))
      return {
        id: note.id,
        to: blankIn(note, OperationBlank.to),
        promise: note.text.trim(),
        not: blankIn(note, OperationBlank.not),
        seen: blankIn(note, OperationBlank.seen),
        words: versions.findLast((version) => version.statement === statement?.id)?.text ?? null,
        isChosen: statement !== undefined,
      }
    }),
    practices: ofKind('begin', 'stop').map((note) => ({
      id: note.id,
      principle: principleOf(note),
      column: note.field ?? '',
      title: titles.get(`${note.step}/${note.field}`) ?? titles.get(`${note.step}/${note.field}/1`) ?? {},
      way: note.kind === 'stop' ? 'stop' : 'begin',
      what: note.text.trim(),
      seen: blankIn(note, OperationBlank.seen),
    })),
    welcome: ofKind('welcome').map(({ id, field = '', text }) => ({ id, when: field, text: text.trim() })),
    stories: ofKind('story').map((note) => ({
      id: note.id,
      principle: principleOf(note),
      text: note.text.trim(),
      name: note.signature ?? null,
      photo: note.photo && !note.photo.isPrivate ? note.photo.id : null,
    })),
  }
}

/** The words in a blank of a note, without spaces around them. */
export function blankIn({ blanks = {} }: Pick<OperationNote, 'blanks'>, id: string): string {
  return (Object.hasOwn(blanks, id) ? blanks[id] : undefined)?.trim() ?? ''
}

/**
 * Dilemmas that a facilitator noted with the side on which the team came down, without a workshop and without a vote. Their
 * first blank is that side.
 */
export function notedCases(notes: OperationFacts['notes']): readonly SettledCase[] {
  const written = new Map(notes.map((note) => [note.id, note]))
  return notes.flatMap((note) => {
    const at = Date.parse(blankIn(note, OperationBlank.noted))
    if (note.kind !== 'dilemma' || note.text.trim() === '' || Number.isNaN(at)) return []
    const principle = (note.from ?? []).find((id) => written.get(id)?.kind === 'principle') ?? null
    return [
      {
        id: note.id,
        dilemma: note.text.trim(),
        sides: [blankIn(note, OperationBlank.sideA), blankIn(note, OperationBlank.sideB)] as const,
        principle,
        principleText: (principle === null ? undefined : written.get(principle)?.text) ?? '',
        before: null,
        after: null,
        at,
      },
    ]
  })
}

/** The place of the side on which a case came down; of level ones the first. */
export function chosenSide({ before, after }: Pick<SettledCase, 'before' | 'after'>): 0 | 1 {
  const [first, second] = after ?? before ?? [1, 0]
  return second > first ? 1 : 0
}
