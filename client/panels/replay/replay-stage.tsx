import { useStore } from '@nanostores/react'
import { List, Maximize, Minus, Plus } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import type { ReplayBoard } from '#shared/board/replay.ts'
import { measureNote } from '../../canvas/measure.ts'
import { ReplayCanvas } from '../../canvas/replay-canvas.tsx'
import type { ShownVote } from '../../view/view-state.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { momentBefore, type Film, type FilmMoment } from '../../model/replay/replay-film.ts'
import { createPlayer, createReplayScreen } from '../../model/replay/replay-player.ts'
import { zoomBy, zoomStep } from '../../tools/view.ts'
import { CheckpointNotes } from '../history/checkpoint-notes.tsx'
import { momentOf, historyWords } from '../history/words.ts'
import type { Feature } from '../host/feature.ts'
import { IconButton } from '../ui/button.tsx'
import { replayScenesOf } from './replay-scenes.ts'
import { useMomentSentence, useReplayedBoard } from './replayed-board.ts'
import { ReplayBar } from './replay-bar.tsx'
import { replayWords } from './words.ts'
import { hostWords } from '../host/words.ts'
import type { CheckpointPreview } from '#shared/wire/http.ts'

/** The board at one moment, painted or as a list, with the controls of time below. */
export function ReplayStage({ film }: { readonly film: Film }) {
  const t = useWords(replayWords)
  const tHistory = useWords(historyWords)
  const tHost = useWords(hostWords)
  const { model, features } = useReplayedBoard()
  const sentenceOf = useMomentSentence()
  const [player] = useState(() => createPlayer(film))
  const [screen] = useState(() => createReplayScreen(measureNote))
  const [isList, setIsList] = useState(false)
  const index = useStore(player.index)
  const board = useMemo(() => film.boardAt(index), [film, index])
  const moment = momentBefore(film, index)
  const words = {
    time: momentOf(film.steps[index]?.at ?? 0, currentLanguage()),
    notes: tHistory('notes', { count: board.notes.size }),
    groups: tHistory('groups', { count: board.clusters.size }),
  }
  const source = useMemo(
    () => ({ scene: screen.scene, camera: screen.camera, photos: model.photos, saving: model.saving }),
    [screen, model],
  )
  const vote = useMemo(() => marksAt(features, board, moment), [features, board, moment])

  useEffect(() => screen.show(board), [screen, board])
  useEffect(() => {
    // Once, when the canvas has its size: the view then belongs to the person.
    if (film.bounds) screen.camera.fit(film.bounds, { glide: false, isCentred: true })
  }, [film, screen])
  useEffect(
    () => () => {
      player.close()
      screen.close()
    },
    [player, screen],
  )
  return (
    <>
      <div className="replay__stage">
        {isList ? (
          <section className="replay__list" aria-label={t('list')} ref={scrolledByKeys}>
            <CheckpointNotes board={previewOf(board)} />
          </section>
        ) : (
          <ReplayCanvas source={source} vote={vote} label={t('picture', words)} />
        )}
        <div className="replay__tools panel" role="toolbar" aria-label={tHost('view')}>
          <IconButton
            label={t('list')}
            icon={<List />}
            side="left"
            isOn={isList}
            onClick={() => setIsList(!isList)}
          />
          {!isList && (
            <>
              <IconButton
                label={tHost('fit')}
                icon={<Maximize />}
                side="left"
                onClick={() => film.bounds && screen.camera.fit(film.bounds, { isCentred: true })}
              />
              <IconButton
                label={tHost('zoomIn')}
                icon={<Plus />}
                side="left"
                onClick={() => zoomBy(screen.camera, zoomStep)}
              />
              <IconButton
                label={tHost('zoomOut')}
                icon={<Minus />}
                side="left"
                onClick={() => zoomBy(screen.camera, 1 / zoomStep)}
              />
            </>
          )}
        </div>
      </div>
      <ReplayBar
        film={film}
        player={player}
        time={words.time}
        sight={t('sight', words)}
        moment={moment && sentenceOf(moment, board)}
      />
    </>
  )
}

/** Nothing in the list takes the focus: without its own, keys could not scroll it. */
function scrolledByKeys(list: HTMLElement | null): void {
  list?.setAttribute('tabindex', '0')
}

/** Marks on the notes that an activity shows after one of its moments. */
function marksAt(
  features: readonly Feature[],
  board: ReplayBoard,
  moment: FilmMoment | undefined,
): ShownVote | null {
  if (!moment) return null
  for (const scene of replayScenesOf(features)) {
    const marks = scene.marks?.(board, moment)
    if (marks) return marks
  }
  return null
}

/** The board in the form of a checkpoint's preview, to be listed. */
function previewOf({ title, notes, clusters, areas }: ReplayBoard): CheckpointPreview {
  return {
    title,
    notes: [...notes.values()].map(({ photo, ...note }) => ({ ...note, ...(photo && { photo }) })),
    clusters: [...clusters.values()],
    areas: [...areas.values()],
  }
}
