import { useStore } from '@nanostores/react'
import { useEffect, useState } from 'react'
import type { Agenda } from '#shared/agenda/agenda.ts'
import { fill } from '#shared/agenda/fill.ts'
import { findStep } from '#shared/agenda/steps.ts'
import { boundsOf, type Rect } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { Scene, SceneNote } from '../../model/document/scene.ts'
import { palettes } from '../../style/palette.ts'
import { theme } from '../../style/theme.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { keepFocus } from '../host/keep-focus.ts'
import { Said } from './said.tsx'
import { agendaWords } from './words.ts'
import './filmstrip.css'

/** The board of a workshop, phase by phase: a press shows all that came of one. */
export function Filmstrip({ agenda }: { readonly agenda: Agenda }) {
  const t = useWords(agendaWords)
  const { model } = useBoard()
  const pictures = usePictures(model)
  const running = findStep(agenda.template, agenda.now.step)?.phase.id
  return (
    <nav className="filmstrip" aria-label={t('filmstrip')} ref={keepFocus}>
      {agenda.template.phases.map(({ id, title }) => {
        const picture = pictures.get(id)
        return (
          <button
            key={id}
            type="button"
            className="filmstrip__phase"
            aria-current={id === running ? 'step' : undefined}
            disabled={!picture}
            onClick={() => picture && model.camera.fit(picture.rect)}
          >
            <Picture picture={picture} />
            <span className="filmstrip__title one-line">
              <Said sentence={fill(title, currentLanguage(), agenda.answers)} />
            </span>
          </button>
        )
      })}
    </nav>
  )
}

interface PhasePicture {
  readonly rect: Rect
  readonly notes: readonly SceneNote[]
}

function Picture({ picture }: { readonly picture: PhasePicture | undefined }) {
  const { marks } = palettes[useStore(theme)]
  if (!picture) return <span className="filmstrip__picture" />
  const { x, y, width, height } = picture.rect
  return (
    <svg className="filmstrip__picture" viewBox={`${x} ${y} ${width} ${height}`} aria-hidden="true">
      {picture.notes.map(({ id, rect, tint }) => (
        <rect key={id} {...rect} fill={marks[tint]} />
      ))}
    </svg>
  )
}

/** More notes of a phase are not drawn. Not measured. */
const mostDrawn = 120
/** The strip may be this late, milliseconds. */
const lateMs = 2_000

/** The phases that have a place on the board, with the notes that lie there. Looks again some time after a change. */
function usePictures({ scene }: BoardModel): ReadonlyMap<string, PhasePicture> {
  const [pictures, setPictures] = useState(() => picturesOf(scene))
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = scene.onChange(() => {
      timer ??= setTimeout(() => {
        timer = undefined
        setPictures(picturesOf(scene))
      }, lateMs)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [scene])
  return pictures
}

function picturesOf(scene: Scene): ReadonlyMap<string, PhasePicture> {
  const { areas, notes } = scene
  const phaseOf = ({ area }: SceneNote) => areas.get(area ?? '')?.phase
  const shown = Map.groupBy(
    [...notes.values()].filter(({ isHidden }) => !isHidden),
    phaseOf,
  )
  const pictures = new Map<string, PhasePicture>()
  for (const [phase, inPhase] of Map.groupBy(areas.values(), (area) => area.phase)) {
    const rect = boundsOf(inPhase.map((area) => area.rect))
    if (rect) pictures.set(phase, { rect, notes: shown.get(phase)?.slice(0, mostDrawn) ?? [] })
  }
  return pictures
}
