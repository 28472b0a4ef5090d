import { Operation } from '#shared/workshop/policy.ts'
import { pick, type Ghost } from '../../panels/host/ghost.ts'

/** Gives a group without a name the words of one of its notes. */
export const ghostNamer: Ghost = ({ model, random }) => {
  const { scene, commands } = model
  if (!model.may(Operation.changeCluster)) return false
  const nameless = [...scene.clusters.values()].filter(({ title }) => title.trim() === '')
  const cluster = pick(nameless, random)
  const note = pick(cluster?.members ?? [], random)
  const words = note === undefined ? '' : (scene.notes.get(note)?.text ?? '').trim()
  if (!cluster || words === '') return false
  commands.writeClusterTitle(cluster.id, words)
  return true
}
