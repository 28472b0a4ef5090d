import type * as Y from 'yjs'
import { declarations } from '#shared/activities/declared.ts'
import type { Step } from '#shared/agenda/template.ts'
import { itemsOf } from '#shared/asking/ask.ts'
import { proposedItem } from '#shared/asking/asked.ts'
import { countedColumn } from '#shared/asking/outcome.ts'
import { writeActivityItem, type Json } from '#shared/board/activities.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import { askedName } from '#shared/board/asked.ts'
import { agendaRoot } from '#shared/board/document.ts'
import { statementsOf } from '#shared/board/statements.ts'
import { exampleAnswer } from './declared-example.ts'

/** Lets each declared activity take the place of one talk of a lived day, with the answers of three people. */
export function withDeclared(doc: Y.Doc): Y.Doc {
  const agenda = readAgenda(doc)
  const left = Object.values(declarations)
  if (!agenda || left.length === 0) return doc
  const phases = agenda.template.phases.map((phase) => ({
    ...phase,
    steps: phase.steps.map((step): Step => {
      const declared = step.activity === 'talk' ? left.pop() : undefined
      if (!declared) return step
      const { audience, fewest, ask: asks } = declared
      const about = statementsOf(doc).map(({ id, number, text }) => ({ id, text, label: String(number) }))
      const things = declared.about?.(about) ?? []
      const columns = itemsOf({ asks, things, pairs: null }).map(({ item: question, ask }) => {
        const given = [0, 1, 2].map((person) => ({ value: exampleAnswer(ask, person), name: null }))
        return [question, countedColumn(ask, given, { audience, fewest }, (items) => items)]
      })
      const shown = { at: 1, voted: 3, of: 3, columns: Object.fromEntries(columns) }
      const asked = {
        id: declared.name,
        turn: 1,
        audience,
        asks,
        things,
        pairs: null,
        shown,
      } as unknown as Json
      writeActivityItem(doc, askedName, `${phase.id}/${step.id}`, asked)
      const proposed = Object.fromEntries(things.map(({ id }) => [id, ['It is long']]))
      if (declared.isOnProposal)
        writeActivityItem(doc, askedName, proposedItem(`${phase.id}/${step.id}`), {
          asked: declared.name,
          things: proposed,
        })
      return { ...step, activity: declared.name } as Step
    }),
  }))
  agendaRoot(doc).set('template', { ...agenda.template, phases })
  return doc
}
