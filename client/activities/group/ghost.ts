import { isParked } from '#shared/board/parking-lot.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { ofStep } from '../../panels/host/of-step.ts'
import { mayActAgain, pick, type Ghost } from '../../panels/host/ghost.ts'

/** Puts a note beside one that ends with the same words. */
export const ghostSorter: Ghost = ({ model, random }) => {
  const { scene, commands } = model
  if (!model.may(Operation.gatherNote)) return false
  const isOfStep = ofStep(model.agenda.get(), scene.areas)
  const notes = [...scene.notes.values()].filter(
    (note) => isOfStep(note) && !isParked(note) && model.may(Operation.gatherNote, note.id),
  )
  const byEnd = Map.groupBy(notes, ({ text }) => endOf(text))
  const likes = [...byEnd.values()].flatMap((alike) =>
    alike.flatMap(({ id, cluster }) => {
      const like = cluster === null ? alike.find((other) => other.id !== id) : undefined
      return like ? [{ id, like: like.id }] : []
    }),
  )
  const chosen = pick(likes, random)
  if (!chosen || !mayActAgain(model)) return false
  commands.dropOnNote([chosen.id], chosen.like)
  return true
}

function endOf(text: string): string {
  return text.toLowerCase().split(/\s+/).slice(-3).join(' ')
}
