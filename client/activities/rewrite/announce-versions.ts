import type { Announcer } from '../../panels/host/feature.ts'
import { runningStep } from '../../panels/host/use-agenda.ts'
import { rewriteWords } from './words.ts'

/** Says that somebody has kept a version. */
export const announceVersions: Announcer = ({ model }, say) => {
  let stop: (() => void) | undefined
  let isOver = false
  const follow = async () => {
    const statements = await model.statements()
    if (isOver) return
    const heard = new Set(statements.versions.get().map(({ id }) => id))
    stop = statements.versions.listen((versions) => {
      const kept = versions.filter(({ id }) => !heard.has(id))
      for (const { id } of kept) heard.add(id)
      // At the beginning and at the end of a step several are kept at once.
      const [only, ...others] = kept
      if (!only || others.length > 0) return
      const number = statements.all.get().find(({ id }) => id === only.statement)?.number
      if (number !== undefined) say(rewriteWords.t('heardKept', { version: only.number, number }))
    })
  }
  let isFollowing = false
  const look = () => {
    if (isFollowing || runningStep(model)?.step.activity !== 'rewrite') return
    isFollowing = true
    follow().catch(() => {
      isFollowing = false
    })
  }
  const wait = model.agenda.subscribe(look)
  return () => {
    isOver = true
    wait()
    stop?.()
  }
}
