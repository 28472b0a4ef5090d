import type { Tint } from '#shared/board/note.ts'
import { stepNow, type Ghost } from '../../panels/host/ghost.ts'
import { ownRoundNow } from './in-step.ts'
import { cardOf, keptBy, turnTints } from './own-card.ts'

/** Shows its object, keeps one word, and ends its turn when it has the floor. */
export const ghostSpeaker: Ghost = ({ model, sentence }) => {
  const placed = stepNow(model)
  if (placed?.step.activity !== 'turns') return false
  const { scene, commands, me } = model
  const [cards, kept] = placed.step.fields
  const { id } = me.get()
  const add = (field: string | undefined, tint: Tint, text: string): boolean =>
    field !== undefined && commands.addToField({ step: placed.path, field }, [{ text, tint }]).length > 0
  if (!cardOf(scene.notes, placed, id)) return add(cards?.id, turnTints[0], sentence())
  if (keptBy(scene.notes, placed, id).length === 0) return add(kept?.id, turnTints[1], sentence())
  const round = ownRoundNow(model, placed.path)
  // Its table is on its way.
  if (!round) return true
  const { now, next, change, spoken } = round
  // At a table people who come back take the floor themselves.
  const isCalled = now === null && next === id && spoken.length > 0 && model.tables.get() !== null
  if (now?.person === id || isCalled) void model.run({ kind: 'turns.next', change })
  // It listens until it has spoken.
  return !spoken.includes(id)
}
