import { createCounts } from '../host/say.ts'
import type { Announcer } from '../host/feature.ts'
import { SavingState } from '../../model/contract/board-model.ts'
import { boardWords } from './words.ts'
import { savingSentence } from './saving-badge.tsx'

/** Says how many notes others have written, changed and deleted, and how many groups they have made, in one sentence every few seconds. */
export const announceNotes: Announcer = ({ model }, say) => {
  const { scene, saving } = model
  const known = new Set(scene.notes.keys())
  let knownGroups = new Set(scene.clusters.keys())
  const counts = createCounts(['grouped', 'added', 'changed', 'removed'], (names) => {
    const parts = names.map(([name, count]) => boardWords.t(`heard.${name}`, { count }))
    say(`${parts.join(', ')}.`)
  })
  const read = (id: string, isOwn: boolean) => {
    const note = scene.notes.get(id)
    const wasKnown = known.has(id)
    if (note) known.add(id)
    else known.delete(id)
    // Notes that arrive with the board itself are not news.
    if (isOwn || saving.get() === 'joining') return
    if (note && !wasKnown && note.author !== model.me.get().id) counts.add('added', id)
    else if (!note && wasKnown) counts.add('removed', id)
    else if (note && wasKnown) counts.add('changed', id)
  }
  const readGroups = (isOwn: boolean) => {
    const before = knownGroups
    knownGroups = new Set(scene.clusters.keys())
    if (isOwn || saving.get() === 'joining') return
    for (const id of knownGroups) if (!before.has(id)) counts.add('grouped', id)
  }
  const stop = scene.onChange(({ notes, clusters, isAll, isOwn }) => {
    if (isAll || clusters.size > 0) readGroups(isOwn)
    if (!isAll) for (const id of notes) read(id, isOwn)
    else {
      const here = scene.notes
      for (const id of [...known].filter((one) => !here.has(one))) read(id, isOwn)
      for (const id of here.keys()) if (!known.has(id)) read(id, isOwn)
    }
  })
  return () => {
    stop()
    counts.close()
  }
}

const calmStates: readonly SavingState[] = [SavingState.joining, SavingState.saving, SavingState.saved]

/** Says that work cannot be saved, why, and when it is saved again. Nothing is said of each letter that is. */
export const announceSaving: Announcer = ({ model }, say) => {
  let wasInTrouble = false
  return model.saving.listen((state, before) => {
    if (state === before || state === SavingState.saving || state === SavingState.joining) return
    const isInTrouble = !calmStates.includes(state)
    if (isInTrouble || wasInTrouble) say(savingSentence(model))
    wasInTrouble = isInTrouble
  })
}
