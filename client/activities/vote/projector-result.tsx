import { useEffect } from 'react'
import { useStore } from '@nanostores/react'
import { useWords } from '../../i18n/use-words.ts'
import type { Round } from '#shared/workshop/round.ts'
import { Blocks } from '../../panels/blocks/blocks.tsx'
import { RoomPages } from '../../panels/blocks/room-pages.tsx'
import { useBoard } from '../../panels/host/board-context.tsx'
import { Differences } from '../../panels/ui/statement.tsx'
import { useRoomBlocks } from './ranking.tsx'
import { questionFor, progressOf, questionOf } from './round-words.ts'
import { useDifferences } from './option-words.tsx'
import { voteWords } from './words.ts'
import { TimeLeft } from './time-left.tsx'
import './votes-drawer.css'
import './step-task.css'

/** Rem. */
const sizes = [1.9, 1.75, 1.6, 1.5, 1.4, 1.32]

/** The result of a vote for the whole room, on as many pages as it takes. */
export function ProjectorResult({ round }: { round: Round }) {
  const t = useWords(voteWords)
  const { model } = useBoard()
  const { ui } = model
  const onBoard = round.totals === null ? null : round.id
  const [facts, ranking] = useRoomBlocks(round)
  const differences = useDifferences(round, round.options)
  useEffect(() => {
    ui.shownRound.set(onBoard)
    return () => ui.shownRound.set(null)
  }, [ui, onBoard])
  return (
    <aside className="projector__outcome" aria-label={t('results')}>
      <h2 className="projector__question said">{questionFor(model, round)}</h2>
      <Blocks isRoom blocks={facts} />
      <RoomPages name={`vote:${round.id}`} sizes={sizes} isFull>
        <Differences value={differences}>
          <Blocks isRoom blocks={ranking} />
        </Differences>
      </RoomPages>
    </aside>
  )
}

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
