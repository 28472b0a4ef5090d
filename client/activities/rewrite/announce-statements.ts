import type { ReadableAtom } from 'nanostores'
import type { Announcer } from '../../panels/host/feature.ts'
import { runningStep } from '../../panels/host/use-agenda.ts'
import { phraseWords } from './phrase-words.ts'
import { rewriteWords } from './words.ts'

/** Says that somebody has kept a version, or commented on words. */
export const announceStatements: Announcer = ({ model }, say) => {
  let stops: readonly (() => void)[] = []
  let isOver = false
  const follow = async () => {
    const statements = await model.statements()
    if (isOver) return
    const numberOf = (id: string) => statements.all.get().find((each) => each.id === id)?.number
    stops = [
      onNew(statements.versions, ({ statement, number: version }) => {
        const number = numberOf(statement)
        if (number !== undefined) say(rewriteWords.t('heardKept', { version, number }))
      }),
      onNew(statements.comments, ({ statement, text }) => {
        const number = numberOf(statement)
        if (number !== undefined) say(phraseWords.t('heardComment', { number, text }))
      }),
    ]
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
    for (const stop of stops) stop()
  }
}

/** Calls the listener with an item that comes alone. At the beginning and at the end of a step several versions are kept at once. */
function onNew<Each extends { readonly id: string }>(
  items: ReadableAtom<readonly Each[]>,
  listener: (item: Each) => void,
): () => void {
  const heard = new Set(items.get().map(({ id }) => id))
  return items.listen((now) => {
    const fresh = now.filter(({ id }) => !heard.has(id))
    for (const { id } of fresh) heard.add(id)
    const [only, ...others] = fresh
    if (only && others.length === 0) listener(only)
  })
}
