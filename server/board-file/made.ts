import { stepsOf } from '#shared/agenda/steps.ts'
import type { NoteKind } from '#shared/workshop/note-kind.ts'
import type { BoardSnapshot, SnapshotNote } from './snapshot.ts'

/** Kinds of notes, and things that are no notes. */
export type Made = NoteKind | 'note' | 'proposal' | 'group' | 'vote' | 'statement' | 'version'

export interface MadeCount {
  readonly what: Made
  readonly count: number
}

/** The things that people made, as numbers of a table of contents; without those that there are none of. */
export function madeOn(
  board: BoardSnapshot,
  {
    notes,
    groups,
    settled,
  }: { readonly notes: readonly SnapshotNote[]; readonly groups: number; readonly settled: number },
): readonly MadeCount[] {
  const { rounds, statements, versions } = board
  const kinds = Map.groupBy(notes, ({ kind }) => kind)
  // A principle that another one grew from is no principle besides.
  const sources = new Set(kinds.get('principle')?.flatMap(({ from = [] }) => from))
  const ofKinds = countedKinds.map((what) => {
    const ofKind = kinds.get(what) ?? []
    const count = ofKind.filter(({ id }) => what !== 'principle' || !sources.has(id)).length
    return { what, count: what === 'principle' && settled > 0 ? settled : count }
  })
  const all: readonly MadeCount[] = [
    { what: 'proposal', count: proposalsIn(board) },
    { what: 'note', count: notes.length },
    { what: 'group', count: groups },
    ...ofKinds,
    { what: 'statement', count: statements.length },
    { what: 'version', count: versions.length },
    { what: 'vote', count: rounds.length },
  ]
  return all.filter(({ count }) => count > 0)
}

/** Notes of the steps in which people wrote what became statements; names on the map and answers are none. */
export function proposalsIn({ agenda, notes }: BoardSnapshot): number {
  const steps = new Map((agenda ? stepsOf(agenda.template) : []).map(({ path, step }) => [path, step]))
  const sources = new Set(
    [...steps].flatMap(([path, { activity }]) => (activity === 'rewrite' ? [path] : [])),
  )
  for (const path of sources)
    for (const { from, show } of steps.get(path)?.input ?? []) if (show === 'pour') sources.add(from)
  // What people build on a proposal is one, too.
  for (const [path, { activity, input }] of steps)
    if (activity === 'pass' && input?.some(({ from }) => sources.has(from))) sources.add(path)
  const writing = new Set<string>(['write', 'pass'])
  return notes.filter(
    ({ step, text }) =>
      typeof step === 'string' &&
      sources.has(step) &&
      writing.has(steps.get(step)?.activity ?? '') &&
      text.trim() !== '',
  ).length
}

/** The kinds of notes that a reader asks after. */
const countedKinds = [
  'stakeholder',
  'need',
  'principle',
  'commitment',
  'action',
  'promise',
  'begin',
  'stop',
  'dilemma',
  'story',
] as const
