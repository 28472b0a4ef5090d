import { useMemo, useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { PollMethod, type Round } from '#shared/workshop/round.ts'
import type { RankedOption } from '#shared/workshop/tally.ts'
import { Button } from '../../panels/ui/button.tsx'
import { LongList } from '../../panels/ui/long-list.tsx'
import { OptionSearchField } from './option-search-field.tsx'
import { keyOfLine, rankingLines } from './ranking-lines.ts'
import { RankingLineView } from './ranking-row.tsx'
import { useOptionSearch } from './use-option-search.ts'
import { voteWords } from './words.ts'

interface RankingProps {
  readonly ranked: readonly RankedOption[]
  readonly round: Round
}

/** The ranking, best first, each total in a ring. A bracket holds options that this vote cannot separate. */
export function Ranking({ ranked, round }: RankingProps) {
  const t = useWords(voteWords)
  const { target } = round
  const [isRestShown, setIsRestShown] = useState(false)
  const [since] = useState(() => performance.now())
  const search = useOptionSearch(target, round.options)
  const { among } = search
  const isOfAgreement = round.method === PollMethod.agreement
  const arePoints = round.method === PollMethod.score
  const withDots = useMemo(
    () => ranked.filter(({ total }) => isOfAgreement || total > 0),
    [ranked, isOfAgreement],
  )
  const best = withDots[0]?.total ?? 0
  const restLength = ranked.length - withDots.length
  const lines = useMemo(() => {
    if (among !== null) return rankingLines(ranked.filter(({ option }) => among.has(option)))
    return rankingLines(isRestShown ? ranked : withDots)
  }, [ranked, withDots, isRestShown, among])
  const positions = useMemo(() => positionsOf(lines.map(({ kind }) => kind === 'row')), [lines])
  if (withDots.length === 0)
    return <p className="results__withheld">{t(arePoints ? 'noPoints' : 'noDots')}</p>
  return (
    <div className="ranking">
      {isOfAgreement && <p className="results__facts">{t('agreedRule')}</p>}
      <OptionSearchField search={search} total={ranked.length} />
      <LongList
        kind="ol"
        label={t('ranking')}
        items={lines}
        keyOf={keyOfLine}
        length={lines.filter(({ kind }) => kind === 'row').length}
        positionOf={(index) => positions[index]}
      >
        {(line) => <RankingLineView line={line} round={round} best={best} since={since} isStill={false} />}
      </LongList>
      {restLength > 0 && among === null && (
        <Button tone="quiet" aria-expanded={isRestShown} onClick={() => setIsRestShown(!isRestShown)}>
          {isRestShown ? t('hideWithout') : t(arePoints ? 'withoutPoints' : 'without', { count: restLength })}
        </Button>
      )}
    </div>
  )
}

/** The position of each line among those that count; undefined for the others. */
function positionsOf(doCount: readonly boolean[]): readonly (number | undefined)[] {
  let position = -1
  return doCount.map((counts) => (counts ? (position += 1) : undefined))
}
