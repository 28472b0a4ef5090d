import { addGhostNote, ghostNotes, stepNow, type Ghost } from '../../panels/host/ghost.ts'
import { ownRoundNow, cardOf, turnTints } from './in-step.ts'

/** Shows its object, keeps one word, and ends its turn when it has the floor. */
export const ghostSpeaker: Ghost = ({ model, sentence }) => {
  const placed = stepNow(model)
  if (placed?.step.activity !== 'turns') return false
  const { scene, commands, me } = model
  const [cards, kept] = placed.step.fields
  const { id } = me.get()
  const step = placed.path
  if (!cardOf(scene.notes, placed, id)) {
    const card = { text: sentence(), tint: turnTints[0] }
    return cards !== undefined && commands.addToField({ step, field: cards.id }, [card]).length > 0
  }
  if (kept && ghostNotes(model, step) === 0) {
    return addGhostNote(model, { step, field: kept.id, text: sentence(), tint: turnTints[1] })
  }
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
