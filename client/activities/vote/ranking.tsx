import { useStore } from '@nanostores/react'
import { useMemo, useState } from 'react'
import { rankingBlocks, rankingOf, voteFacts } from '#shared/activities/vote/result.ts'
import type { Block } from '#shared/blocks/block.ts'
import { centreOf } from '#shared/geometry/rect.ts'
import { PollMethod, type Round } from '#shared/workshop/round.ts'
import { useReader, useWords } from '../../i18n/use-words.ts'
import { Blocks } from '../../panels/blocks/blocks.tsx'
import { useBoard } from '../../panels/host/board-context.tsx'
import { lookAt, uncoverBoard } from '../../panels/host/look-at.ts'
import { Button } from '../../panels/ui/button.tsx'
import { OptionSearchField, useOptionSearch } from './option-search.tsx'
import { useWordsOfOptions } from './option-words.tsx'
import { voteWords } from './words.ts'

/** Items of a ranking that a room reads: everybody has the whole list on their own screen. Not measured. */
const mostInRoom = 30

/** The result of a closed round as a room reads it: its facts, and the ranking. */
export function useRoomBlocks(round: Round): readonly [facts: readonly Block[], ranking: readonly Block[]] {
  const reader = useReader()
  const words = useWordsOfOptions(round)
  const ranking = useMemo(() => rankingOf(round), [round])
  return [
    [{ kind: 'facts', facts: voteFacts(ranking, reader) }],
    rankingBlocks(ranking, words, reader, { most: mostInRoom }),
  ]
}

/** The result of a closed round, with a search in long lists and the items that nobody chose at a press. */
export function Ranking({ round }: { readonly round: Round }) {
  const t = useWords(voteWords)
  const { model, shell } = useBoard()
  const reader = useReader()
  const words = useWordsOfOptions(round)
  const [hasAll, setHasAll] = useState(false)
  const search = useOptionSearch(round.target, round.options)
  const { among } = search
  const marks = useOwnMarks(round)
  const ranking = useMemo(() => rankingOf(round), [round])
  const left = ranking.ranked?.filter(({ total }) => total === 0).length ?? 0
  const isCounted = round.method !== PollMethod.agreement && left > 0 && among === null
  const blocks = useMemo(
    () => rankingBlocks(ranking, words, reader, { hasAll, ...(among && { among }) }),
    [ranking, words, reader, hasAll, among],
  )
  const show = (option: string) => {
    const { notes, clusters } = model.scene
    const thing = notes.get(option) ?? clusters.get(option)
    if (!thing) return
    uncoverBoard(shell)
    const { x, y } = centreOf(thing.rect)
    lookAt(model.camera, { x: x - 400, y: y - 300, width: 800, height: 600 }, { isCentred: true })
    model.ui.selection.set(new Set([option]))
  }
  return (
    <>
      <OptionSearchField search={search} total={round.options.length} />
      <Blocks blocks={blocks} onShow={show} marks={marks} />
      {isCounted && (
        <Button tone="quiet" aria-expanded={hasAll} onClick={() => setHasAll(!hasAll)}>
          {t(hasAll ? 'hideWithout' : 'showWithout')}
        </Button>
      )}
    </>
  )
}

/** One's own dots in a vote that is over, in words, on one's own screen. */
function useOwnMarks({ id, method }: Round): ReadonlyMap<string, string> {
  const t = useWords(voteWords)
  const own = useStore(useBoard().model.voting.dots)[id]
  return useMemo(() => {
    const given = Object.entries(own ?? {}).filter(([, count]) => count > 0)
    if (method === PollMethod.agreement) return new Map()
    const name = method === PollMethod.score ? 'ownPoints' : 'own'
    return new Map(given.map(([option, count]) => [option, t(name, { count })]))
  }, [own, method, t])
}
