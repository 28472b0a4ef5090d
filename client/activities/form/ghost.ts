import { openAhead } from '#shared/agenda/own-pace.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { PersonBlank } from '#shared/board/draft.ts'
import { Audience } from '#shared/workshop/audience.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { pick, stepNow, type Ghost } from '../../panels/host/ghost.ts'

/** So many answers of ten a ghost shares. */
const shared = 0.8

/** Closes the desk again, by the model of a ghost. */
const opened = new WeakMap<BoardModel, () => void>()
/** The form that a ghost has answered. */
const finished = new WeakMap<BoardModel, StepPath>()

/** Answers one question after the other, shares most answers, and says to be done. */
export const ghostPreparer: Ghost = ({ model, sentence, random }) => {
  const { desk, agenda, now } = model
  const current = agenda.get()
  if (!current || !desk.isKept) return false
  const running = stepNow(model)
  const placed =
    running?.step.activity === 'form'
      ? running
      : openAhead(current, now()).find(({ step }) => step.activity === 'form')
  if (placed?.step.activity !== 'form') return false
  if (finished.get(model) === placed.path) return false
  if (!opened.has(model)) opened.set(model, desk.keepOpen())
  // Its own answers arrive first.
  if (desk.saving.get() === null || desk.saving.get() === 'joining') return true
  const { path, step } = placed
  const own = desk.answers.get().filter((answer) => answer.step === path)
  const next = step.questions.find(({ id }) => own.every(({ field }) => field !== id))
  if (next) {
    const id = desk.answer({ text: sentence(), kind: next.kind, origin: { step: path, field: next.id } })
    if (id !== undefined && random() < shared) desk.setAudience(id, Audience.hidden)
    return id !== undefined
  }
  if (own.some(({ field }) => field === undefined)) {
    finished.set(model, path)
    opened.get(model)?.()
    opened.delete(model)
    return false
  }
  const person = desk.answer({ origin: { step: path } })
  if (person === undefined) return false
  const group = pick(step.groups ?? [], random)
  if (group) desk.writeBlank(person, PersonBlank.group, group.id)
  desk.writeBlank(person, PersonBlank.done, '1')
  return true
}
