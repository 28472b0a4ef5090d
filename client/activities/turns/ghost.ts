import { tintOfField } from '../../panels/host/field-tint.ts'
import { stepNow, type Ghost } from '../../panels/host/ghost.ts'
import { ownRoundNow } from './in-step.ts'
import { cardOf, keptBy } from './own-card.ts'

/** Shows its object, keeps one word, and ends its turn when it has the floor. */
export const ghostSpeaker: Ghost = ({ model, sentence }) => {
  const placed = stepNow(model)
  if (placed?.step.activity !== 'turns') return false
  const { scene, commands, me } = model
  const [cards, kept] = placed.step.fields
  const { fields } = placed.step
  const { id } = me.get()
  const withTint = (field: string, text: string) => {
    const tint = tintOfField(fields, field)
    return { text, ...(tint && { tint }) }
  }
  const add = (field: string | undefined, text: string): boolean =>
    field !== undefined &&
    commands.addToField({ step: placed.path, field }, [withTint(field, text)]).length > 0
  if (!cardOf(scene.notes, placed, id)) return add(cards?.id, sentence())
  if (keptBy(scene.notes, placed, id).length === 0) return add(kept?.id, sentence())
  const round = ownRoundNow(model, placed.path)
  // Its table is on its way.
  if (!round) return true
  const { now, change, spoken } = round
  if (now?.person === id) void model.run({ kind: 'turns.next', change })
  // It listens until it has spoken.
  return !spoken.includes(id)
}
