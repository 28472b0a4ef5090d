import { blanksOfPrinciple, principleText } from '#shared/board/principle.ts'
import { isInCrowd, stepNow, type Ghost } from '../../panels/host/ghost.ts'

/** Principles that a ghost writes, and in a crowd. */
const each = 2
const eachInCrowd = 1

/** Writes principles in private. Together it reads: people who talk decide the words. */
export const ghostOfPrinciples: Ghost = ({ model, sentence }) => {
  const placed = stepNow(model)
  if (placed?.step.activity !== 'principles' || placed.step.does !== 'write') return false
  const { desk } = model
  const own = desk.drafts.get().filter(({ step }) => step === placed.path)
  const field = placed.step.fields[0]?.id
  if (!desk.takesNotes.get() || own.length >= (isInCrowd(model) ? eachInCrowd : each) || field === undefined)
    return false
  const principle = { choice: sentence(), over: sentence(), shows: sentence(), betrays: sentence() }
  const text = principleText(principle, model.meta.get().language)
  const origin = { step: placed.path, field, blanks: blanksOfPrinciple(principle) }
  return desk.add([{ text, kind: 'principle', origin }]).length > 0
}
