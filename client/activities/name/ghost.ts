import { Operation } from '#shared/workshop/policy.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { ofStep } from '../../panels/host/of-step.ts'
import { pick, type Ghost } from '../../panels/host/ghost.ts'

/** Share of turns in which it writes, at most, and so many ghosts of a crowd at once. Not measured. */
const eagerness = 0.15
const writersAtOnce = 2

/** The names that a ghost has written, by group. */
const written = new WeakMap<BoardModel, Map<string, string>>()

/** Gives a group without a name the words of one of its notes. */
export const ghostNamer: Ghost = ({ model, random }) => {
  const { scene, commands } = model
  if (!model.may(Operation.changeCluster)) return false
  if (takesBackName(model)) return true
  const isOfStep = ofStep(model.agenda.get(), scene.areas)
  const nameless = [...scene.clusters.values()].filter(
    ({ id, title, area }) =>
      title.trim() === '' && isOfStep({ area }) && model.may(Operation.changeCluster, id),
  )
  // Mostly it leaves the pen to others: two who write one name at once would write it twice.
  const share = Math.min(eagerness, writersAtOnce / Math.max(1, model.presence.people.get().length))
  if (nameless.length > 0 && random() >= share) return true
  const cluster = pick(nameless, random)
  const note = pick(cluster?.members ?? [], random)
  const words = note === undefined ? '' : (scene.notes.get(note)?.text ?? '').trim()
  if (!cluster || words === '') return false
  commands.writeClusterTitle(cluster.id, words)
  const names = written.get(model) ?? new Map<string, string>()
  written.set(model, names.set(cluster.id, words))
  return true
}

/** Where another one wrote a name at the same moment, before its own. */
function takesBackName(model: BoardModel): boolean {
  const names = written.get(model) ?? new Map<string, string>()
  for (const [id, words] of names) {
    const title = model.scene.clusters.get(id)?.title ?? ''
    if (title.length <= words.length || !title.endsWith(words)) continue
    names.delete(id)
    model.commands.writeClusterTitle(id, title.slice(0, -words.length))
    return true
  }
  return false
}
