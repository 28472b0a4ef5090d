import { atom, type ReadableAtom, type WritableAtom } from 'nanostores'
import type * as Y from 'yjs'
import { activityOfEntry, readActivity } from '#shared/board/activities.ts'
import { activitiesRoot } from '#shared/board/document.ts'
import type { BoardDocument } from './board-document.ts'

export interface ActivityStates {
  /** The state that the server keeps for an activity; undefined before it has decided anything. */
  readonly activity: (name: string) => ReadableAtom<unknown>
  readonly close: () => void
}

/** Reads the states of activities from the document, each as a store of its own. */
export function readActivityStates(board: BoardDocument): ActivityStates {
  const states = new Map<string, WritableAtom<unknown>>()
  const close = board.bind((doc) => {
    const read = (names: Iterable<string>) => {
      for (const name of names) states.get(name)?.set(readActivity(doc, name))
    }
    const readChanged = ({ keysChanged }: Y.YMapEvent<unknown>) =>
      read(new Set([...keysChanged].map(activityOfEntry)))
    read(states.keys())
    activitiesRoot(doc).observe(readChanged)
    return () => activitiesRoot(doc).unobserve(readChanged)
  })
  return {
    activity: (name) => {
      const known = states.get(name) ?? atom(readActivity(board.current(), name))
      states.set(name, known)
      return known
    },
    close,
  }
}
