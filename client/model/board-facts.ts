import { atom, type ReadableAtom } from 'nanostores'
import { metaRoot, readMeta, roundsRoot, type BoardMeta } from '#shared/board/document.ts'
import { roundsOf } from '#shared/board/round.ts'
import { readWriting } from '#shared/board/writing.ts'
import type { Round } from '#shared/workshop/round.ts'
import type { Writing } from '#shared/workshop/writing.ts'
import type { BoardDocument } from './board-document.ts'

/** What the server alone writes into the board: its title and language, how people write, its rounds. */
export interface BoardFacts {
  readonly meta: ReadableAtom<BoardMeta>
  readonly writing: ReadableAtom<Writing>
  readonly rounds: ReadableAtom<readonly Round[]>
  readonly close: () => void
}

/** `first` stands until the document has arrived. */
export function createBoardFacts(
  board: BoardDocument,
  first: Pick<BoardMeta, 'title' | 'language'>,
): BoardFacts {
  const meta = atom<BoardMeta>({ ...readMeta(board.current()), ...first })
  const writing = atom<Writing>(readWriting(board.current()))
  const rounds = atom<readonly Round[]>([])
  const close = board.bind((doc) => {
    const readAllMeta = () => {
      meta.set(readMeta(doc))
      writing.set(readWriting(doc))
    }
    const readAllRounds = () => rounds.set(roundsOf(doc))
    if (metaRoot(doc).size > 0) readAllMeta()
    readAllRounds()
    metaRoot(doc).observe(readAllMeta)
    roundsRoot(doc).observe(readAllRounds)
    return () => {
      metaRoot(doc).unobserve(readAllMeta)
      roundsRoot(doc).unobserve(readAllRounds)
    }
  })
  return { meta, writing, rounds, close }
}
