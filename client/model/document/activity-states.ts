import { atom, type ReadableAtom, type WritableAtom } from 'nanostores'
import { readActivity } from '#shared/board/activities.ts'
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
    const readAll = () => {
      for (const [name, state] of states) state.set(readActivity(doc, name))
    }
    readAll()
    activitiesRoot(doc).observe(readAll)
    return () => activitiesRoot(doc).unobserve(readAll)
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
