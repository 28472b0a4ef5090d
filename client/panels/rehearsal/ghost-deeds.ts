import { openAhead } from '#shared/agenda/own-pace.ts'
import { AgendaState } from '#shared/agenda/agenda.ts'
import { handUpLimit } from '#shared/agenda/steps.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { Feature } from '../host/feature.ts'
import { hasNotesComing, pick, stepNow, type Ghost } from '../host/ghost.ts'
import { itemsOfTable } from '../host/table-items.ts'

/** The deeds of all features, by name. */
export type Deeds = ReadonlyMap<string, Ghost>

export async function loadDeeds(features: readonly Feature[]): Promise<Deeds> {
  const deeds = await Promise.all(
    features.map(async ({ name, ghost }) => {
      const deed = await ghost?.()
      return deed && ([name, deed] as const)
    }),
  )
  return new Map(deeds.filter((deed) => deed !== undefined))
}

/** A ghost reads the prompt first, as people do. Meanwhile the work of the step arrives. Not measured. */
const readingMs = 400
const reads: Ghost = () => true

/** The ghost's next deed: that of the running step; without an agenda whatever is possible. */
export function deedFor(
  deeds: Deeds,
  { agenda, now }: Pick<BoardModel, 'agenda' | 'now'>,
  reading = readingMs,
): Ghost | undefined {
  const current = agenda.get()
  if (current === null) return (self) => [...deeds.values()].some((deed) => deed(self))
  const step = stepNow({ agenda })?.step ?? openAhead(current, now())[0]?.step
  if (!step) return undefined
  if (now() - current.now.since < reading) return reads
  const deed = deeds.get(step.activity)
  return (self) => isOnItsWay(self) || deed?.(self) === true || handsUp(self)
}

/** A ghost without a seat gets its table in a moment: until then it has no place to write. Or its notes come in a moment. */
const isOnItsWay: Ghost = ({ model }) =>
  hasNotesComing(model) || (model.tables.get() !== null && model.ownTable() === null)

/** Hands up one thing more of its table, as long as the table may. */
const handsUp: Ghost = ({ model, random }) => {
  const placed = stepNow(model)
  const now = model.tables.get()
  const own = model.ownTable()
  const most = placed ? handUpLimit(placed.step) : null
  if (!placed || !now || own === null || most === null) return false
  const handed = now.tables[own - 1]?.handed ?? []
  const items = itemsOfTable(model.scene, placed.step, { phase: placed.phase.id, own })
  const item = pick(
    items.filter(({ id }) => !handed.includes(id)),
    random,
  )
  if (!item || handed.length >= most) return false
  void model.run({ kind: 'table.hand', from: now.move, id: item.id, isHanded: true })
  return true
}

/** Says once that it is done with the running step. */
export function sayDone({ agenda, ownDone }: Pick<BoardModel, 'agenda' | 'ownDone'>): void {
  if (agenda.get()?.now.state === AgendaState.running && !ownDone.isDone.get()) void ownDone.say(true)
}
