import { Operation } from '#shared/workshop/policy.ts'
import { ofStep } from '../../panels/host/of-step.ts'
import { pick, type Ghost } from '../../panels/host/ghost.ts'

/** Share of turns in which it only reads. Not measured. */
const patience = 0.85

/** Gives a group without a name the words of one of its notes. */
export const ghostNamer: Ghost = ({ model, random }) => {
  const { scene, commands } = model
  if (!model.may(Operation.changeCluster)) return false
  const isOfStep = ofStep(model.agenda.get(), scene.areas)
  const nameless = [...scene.clusters.values()].filter(
    ({ id, title, area }) =>
      title.trim() === '' && isOfStep({ area }) && model.may(Operation.changeCluster, id),
  )
  // Mostly it leaves the pen to others: two who write one name at once would write it twice.
  if (nameless.length > 0 && random() < patience) return true
  const cluster = pick(nameless, random)
  const note = pick(cluster?.members ?? [], random)
  const words = note === undefined ? '' : (scene.notes.get(note)?.text ?? '').trim()
  if (!cluster || words === '') return false
  commands.writeClusterTitle(cluster.id, words)
  return true
}
