import { useStore } from '@nanostores/react'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { Ballot } from './ballot.tsx'
import { voteWords } from './words.ts'
import './votes-drawer.css'

/** In a crowd, in place of the list of notes: the open vote of a board without an agenda. */
export function BallotInColumn() {
  const t = useWords(voteWords)
  const { voting } = useBoard().model
  const open = useStore(voting.open)
  const closing = useStore(voting.closing)
  if (!open) return null
  return closing.has(open.id) ? (
    <output className="votes-closing">{t('closing')}</output>
  ) : (
    <Ballot round={open} />
  )
}
