import { pick, stepNow, type Ghost } from '../../panels/host/ghost.ts'
import { nextVersion, originOfNext, receivedFor } from './own-next.ts'

/** Ghosts add a few of these to what they received. */
const ends = ['…', ' !', '.'] as const

/** Writes the next version of what it received. */
export const ghostReader: Ghost = ({ model, random, sentence }) => {
  const agenda = model.agenda.get()
  const placed = stepNow(model)
  if (!agenda || placed?.step.activity !== 'pass' || !model.desk.takesNotes.get()) return false
  const received = receivedFor(model.desk.activity('pass').get(), placed.path)
  // It waits for the server.
  if (received === undefined) return true
  if (received === null || nextVersion(model.desk.drafts.get(), received)) return false
  const origin = originOfNext(agenda.template, placed, received)
  if (!origin) return false
  const text = `${sentence()}${pick(ends, random) ?? ''}`
  return model.desk.add([{ text, origin: { ...origin, blanks: received.blanks } }]).length > 0
}
