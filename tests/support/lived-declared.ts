import type * as Y from 'yjs'
import { declarations } from '#shared/activities/declared.ts'
import type { Phase, Step } from '#shared/agenda/template.ts'
import { itemsOf } from '#shared/asking/ask.ts'
import type { Declared } from '#shared/asking/define.ts'
import { proposedItem } from '#shared/asking/asked.ts'
import { countedColumn } from '#shared/asking/outcome.ts'
import { writeActivityItem, type Json, askedName } from '#shared/board/activities.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import { agendaRoot } from '#shared/board/document.ts'
import { addNote, notesOf } from '#shared/board/note.ts'
import { lockedOf } from '#shared/board/rights.ts'
import { statementsOf } from '#shared/board/statements.ts'
import { exampleAnswer } from './declared-example.ts'

/** Lets each declared activity take the place of one talk of a lived day, with the answers of three people. Those beyond, and a grid, come last. */
export function withDeclared(doc: Y.Doc): Y.Doc {
  const agenda = readAgenda(doc)
  const left = Object.values(declarations)
  if (!agenda || left.length === 0) return doc
  const phases = agenda.template.phases.map((phase) => ({
    ...phase,
    steps: phase.steps.map((step): Step => {
      const declared = step.activity === 'talk' ? left.pop() : undefined
      return declared ? asDeclared(doc, declared, phase, step) : step
    }),
  }))
  const last = phases.at(-1)
  const others = left.map((declared) => {
    const step = { id: declared.name, activity: 'talk', prompt: [], seconds: null, writing: 'none' } as const
    return last ? asDeclared(doc, declared, last, step) : step
  })
  if (last) phases.splice(-1, 1, { ...last, steps: [...last.steps, ...others, gridIn(doc, last)] })
  agendaRoot(doc).set('template', { ...agenda.template, phases })
  return doc
}

/** The step as one of the declared activity, with what people answered. */
function asDeclared(doc: Y.Doc, declared: Declared, phase: Pick<Phase, 'id'>, step: Step): Step {
  const { name, audience, fewest, ask: asks, pairs: rule } = declared
  const about = statementsOf(doc).map(({ id, number, text }) => ({ id, text, label: String(number) }))
  const things = declared.about?.(about) ?? []
  // Turns have a place each; of pairs the result is told without.
  const all = rule?.seconds === null ? rule.of(things.length, () => 0) : null
  const items = all
    ? all.flatMap((_, at) => itemsOf({ asks, things, pairs: { all, at } }))
    : itemsOf({ asks, things, pairs: null })
  const columns = items.map(({ item: question, ask }) => {
    const given = [0, 1, 2].map((person) => ({ value: exampleAnswer(ask, person), name: null }))
    return [question, countedColumn(ask, given, { audience, fewest }, (each) => each)]
  })
  const shown = { at: 1, voted: 3, of: 3, columns: Object.fromEntries(columns) }
  const pairs = all && { all, at: all.length - 1 }
  const asked = { id: name, turn: 1, audience, asks, things, pairs, shown } as unknown as Json
  writeActivityItem(doc, askedName, `${phase.id}/${step.id}`, asked)
  const proposed = Object.fromEntries(things.map(({ id }) => [id, ['It is long']]))
  if (declared.isOnProposal)
    writeActivityItem(doc, askedName, proposedItem(`${phase.id}/${step.id}`), {
      asked: name,
      things: proposed,
    })
  return { ...step, activity: name } as Step
}

/** A grid with one column, in which something was written about a settled principle, and about none. */
function gridIn(doc: Y.Doc, phase: Pick<Phase, 'id'>): Step {
  const locked = lockedOf(doc)
  const principle = notesOf(doc).find(({ id, kind }) => kind === 'principle' && locked.has(id))
  const origin = { step: `${phase.id}/grid`, field: 'work' }
  const entries = [
    { text: 'counting what we lend', from: principle ? [principle.id] : [] },
    { text: 'closing the door', from: [] },
  ]
  for (const [x, { text, from }] of entries.entries())
    addNote(doc, { x: x * 200, y: -900, kind: 'begin', author: null, created: 1, text, from, ...origin })
  return {
    id: 'grid',
    activity: 'grid',
    prompt: [],
    seconds: null,
    writing: 'shared',
    fields: [{ id: 'work', title: { en: 'Ways of working', fr: 'Modes de travail' } }],
  }
}
