import { useStore } from '@nanostores/react'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { progressOf, questionOf } from './round-name.ts'
import { TimeLeft } from './time-left.tsx'
import { voteWords } from './words.ts'

/** For the whole room: the question of the open vote, how many have voted, and the time. */
export function ProjectorPrompt() {
  const t = useWords(voteWords)
  const { model } = useBoard()
  const round = useStore(model.voting.open)
  if (!round) return null
  return (
    <section className="projector__prompt" aria-label={t('heading')}>
      <h2 className="projector__question said">{questionOf(round)}</h2>
      <p className="projector__facts tabular">
        <span>{progressOf(round)}</span>
        {round.deadline !== null && <TimeLeft deadline={round.deadline} now={model.voting.now} />}
      </p>
    </section>
  )
}
