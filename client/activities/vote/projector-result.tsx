import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import type { Round } from '#shared/workshop/round.ts'
import { rankOptions } from '#shared/workshop/tally.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { questionOf } from './round-name.ts'
import { Ranking } from './ranking.tsx'
import { useOptionLabels } from './use-option-labels.ts'
import { voteWords } from './words.ts'
import './votes-drawer.css'

/**
 * More rows cannot be read from the last row. Everybody has the whole list on their own screen. Not
 * measured.
 */
const atFirst: { readonly rows: number; readonly room: 'ample' | 'tight' | 'tightest' } = {
  rows: 10,
  room: 'ample',
}
const tighter = { ample: 'tight', tight: 'tightest' } as const
/** Fewer rows say too little, even where they do not fit. Not measured. */
const minRows = 3

/**
 * The result of a vote for the whole room. Rows move closer together, then take one line each, then become
 * fewer, until they fit.
 */
export function ProjectorResult({ round }: { round: Round }) {
  const t = useWords(voteWords)
  const labelOf = useOptionLabels(round.target, round.options)
  const { voted, eligible, totals } = round
  const [shown, setShown] = useState(atFirst)
  const place = useRef<HTMLElement>(null)
  const { ui } = useBoard().model
  const onBoard = totals === null ? null : round.id
  useEffect(() => {
    ui.shownRound.set(onBoard)
    return () => ui.shownRound.set(null)
  }, [ui, onBoard])
  useLayoutEffect(() => {
    const { rows, room } = shown
    const { scrollHeight = 0, clientHeight = 0 } = place.current ?? {}
    if (scrollHeight <= clientHeight || rows <= minRows) return
    setShown(room === 'tightest' ? { rows: rows - 1, room } : { rows, room: tighter[room] })
  }, [shown])
  useEffect(() => {
    const again = () => setShown({ ...atFirst })
    window.addEventListener('resize', again)
    return () => window.removeEventListener('resize', again)
  }, [])
  return (
    <aside className="projector__outcome" aria-label={t('results')} data-room={shown.room} ref={place}>
      <h2 className="projector__question">{questionOf(round)}</h2>
      <p className="projector__facts tabular">{t('voters', { count: voted, eligible })}</p>
      {totals === null ? (
        <p className="results__withheld">{t('withheld')}</p>
      ) : (
        <Ranking
          ranked={rankOptions(round.options, totals)}
          labelOf={labelOf}
          round={round}
          maxRows={shown.rows}
        />
      )}
    </aside>
  )
}
