import { createCounts } from '../host/say.ts'
import type { Announcer } from '../host/feature.ts'
import { peopleWords } from './words.ts'

/** Says who has come: by name when it is one person, else how many. */
export const announcePeople: Announcer = ({ model }, say) => {
  const { people } = model.presence
  const nameOf = new Map<string, string>()
  /** Everybody who has been announced or was here first: after an outage all come back at once, and that is no news. */
  const known = new Set(people.get().map(({ participant }) => participant))
  let newest = ''
  const counts = createCounts(['came'], ([came]) => {
    const count = came?.[1] ?? 0
    const name = nameOf.get(newest) ?? ''
    say(count === 1 && name !== '' ? peopleWords.t('cameOne', { name }) : peopleWords.t('came', { count }))
  })
  const stop = people.listen((now) => {
    for (const { participant, name } of now) {
      nameOf.set(participant, name)
      if (known.has(participant)) continue
      known.add(participant)
      if (model.saving.get() === 'joining') continue
      newest = participant
      counts.add('came', participant)
    }
  })
  return () => {
    stop()
    counts.close()
  }
}
