import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { PollMethod, type Round } from '#shared/workshop/round.ts'
import type { RankedOption } from '#shared/workshop/tally.ts'
import { Differences } from '../../panels/ui/statement.tsx'
import { usePageTurn } from '../../panels/ui/use-page-turn.ts'
import { FrozenWords, noFrozenWords } from './frozen-words.tsx'
import { pagesOf } from './pages-of.ts'
import { keyOfLine, rankingLines } from './ranking-lines.ts'
import { RankingLineView } from './ranking-row.tsx'
import { useDifferences } from './use-differences.ts'
import { voteWords } from './words.ts'

/** Everybody has the whole list on their own screen. Not measured. */
const maxRows = 30

interface Pages {
  readonly room: 'ample' | 'tight'
  /** Index of the first line of each page; null while all lines are on the page to be measured. */
  readonly starts: readonly number[] | null
}

const unmeasured: Pages = { room: 'ample', starts: null }

interface ProjectorRankingProps {
  readonly ranked: readonly RankedOption[]
  readonly round: Pick<
    Round,
    | 'target'
    | 'texts'
    | 'method'
    | 'totals'
    | 'scores'
    | 'hands'
    | 'passes'
    | 'reasons'
    | 'awaited'
    | 'withheld'
  >
}

/**
 * The ranking for the whole room: every statement whole, on as many pages as it takes, one after the other. Lines move
 * closer together where this makes one page of them.
 */
export function ProjectorRanking({ ranked, round }: ProjectorRankingProps) {
  const { texts, method } = round
  const isOfAgreement = method === PollMethod.agreement
  const t = useWords(voteWords)
  const [since] = useState(() => performance.now())
  const place = useRef<HTMLDivElement>(null)
  const [{ room, starts }, setPages] = useState(unmeasured)
  const { lines, best, others, options } = useMemo(() => {
    const shown = ranked.filter(({ total }) => isOfAgreement || total > 0).slice(0, maxRows)
    return {
      lines: rankingLines(shown),
      best: shown[0]?.total ?? 0,
      others: ranked.length - shown.length,
      options: shown.map(({ option }) => option),
    }
  }, [ranked, isOfAgreement])
  const differences = useDifferences(round, options)

  useLayoutEffect(() => {
    if (starts !== null || !place.current) return
    const next = measuredPages(place.current, lines)
    setPages(next.length > 1 && room === 'ample' ? { room: 'tight', starts: null } : { room, starts: next })
  }, [room, starts, lines])
  useEffect(() => {
    const element = place.current
    if (!element) return undefined
    // Another size of the screen, another font, or words that somebody rewrites.
    let height = element.clientHeight
    const observer = new ResizeObserver(() => {
      const hasRoom = element.scrollHeight <= element.clientHeight
      if (hasRoom && height === element.clientHeight) return
      height = element.clientHeight
      setPages(unmeasured)
    })
    observer.observe(element)
    const list = element.firstElementChild
    if (list) observer.observe(list)
    return () => observer.disconnect()
  }, [])
  const pages = starts?.length ?? 1
  const page = usePageTurn(pages)

  if (lines.length === 0)
    return <p className="results__withheld">{t(round.method === PollMethod.score ? 'noPoints' : 'noDots')}</p>
  const shown = starts === null ? lines : lines.slice(starts[page], starts[page + 1])
  return (
    <>
      <div className="projector__pages" ref={place} data-room={room}>
        <ol className="ranking" aria-label={t('ranking')}>
          {shown.map((line) => (
            <li key={keyOfLine(line)}>
              <FrozenWords value={texts ?? noFrozenWords}>
                <Differences value={differences}>
                  <RankingLineView line={line} round={round} best={best} since={since} isStill />
                </Differences>
              </FrozenWords>
            </li>
          ))}
        </ol>
      </div>
      <p className="ranking__rest tabular">
        {[pages > 1 && t('page', { page: page + 1, pages }), others > 0 && t('others', { count: others })]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  )
}

/** The pages for the lines as they are on the screen now. */
function measuredPages(place: HTMLElement, lines: ReturnType<typeof rankingLines>): readonly number[] {
  const rows = [...(place.firstElementChild?.children ?? [])]
  const heights = rows.map((row) => row.getBoundingClientRect().height)
  return pagesOf(
    heights.map((height, index) => ({ height, leads: lines[index]?.kind !== 'row' })),
    place.clientHeight,
  )
}
