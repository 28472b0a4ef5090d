import { atom, computed, type ReadableAtom } from 'nanostores'
import type { Agenda } from '#shared/agenda/agenda.ts'
import type { RemoteCommands } from '../connection/remote-commands.ts'
import type { OwnDone } from '../contract/board-model.ts'

export interface LiveOwnDone extends OwnDone {
  /** The server says with which move this person is done. */
  readonly heard: (move: number | undefined) => void
}

/** "I am done" of this person. Another step begins without it. */
export function createOwnDone(
  agenda: ReadableAtom<Agenda | null>,
  { run }: Pick<RemoteCommands, 'run'>,
): LiveOwnDone {
  /** The number of the move whose step is done. */
  const doneWith = atom<number | undefined>(undefined)
  return {
    isDone: computed([agenda, doneWith], (now, move) => move !== undefined && now?.now.move === move),
    heard: (move) => doneWith.set(move),
    say: async (isDone) => {
      const from = agenda.get()?.now.move ?? 0
      const before = doneWith.get()
      doneWith.set(isDone ? from : undefined)
      const outcome = await run({ kind: 'agenda.done', from, isDone })
      if (!outcome.ok) doneWith.set(before)
      return outcome
    },
  }
}
