import { useStore } from '@nanostores/react'
import { List, StickyNote, Maximize, Redo2, Undo2 } from 'lucide-react'
import { computed } from 'nanostores'
import { Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { Operation, mayWrite } from '#shared/workshop/policy.ts'
import { afterFirstWork } from '../../offline/first-work.ts'
import { fitAll } from '../../tools/view.ts'
import { hostWords } from '../host/words.ts'
import { Button, IconButton, BarButton } from '../ui/button.tsx'
import { phoneQuery, useMedia } from '../ui/use-media.ts'
import { useHasArrived } from '../host/after-arrival.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import { focusBoard } from '../host/return-focus.ts'
import { lazyPart } from '../host/entries.tsx'
import { keepFocus } from '../host/keep-focus.ts'
import { isStageAside } from '../host/column.ts'
import { useIsLed } from '../host/use-agenda.ts'
import type { PhoneScene } from '../host/scenes.ts'
import { isWriting } from '../ui/keys.ts'
import { scrollByKeys } from '../ui/focus.ts'
import { publishSize } from '../ui/publish-size.ts'
import { WritingField } from './writing-field.tsx'
import { phoneWords } from './words.ts'
import './phone-view.css'

/** Where people are led, their task is there first. */
const NoteList = lazyPart(async () => (await import('./note-list.tsx')).NoteList)

/** The list ends where the foot begins, so that the foot covers nothing of it. */
const publishFoot = publishSize('--phone-foot', ({ offsetHeight }) => offsetHeight)

/** Its button goes with the step: the keyboard then goes to the list. */
function holdFoot(foot: HTMLElement | null): () => void {
  const stops = [publishFoot(foot), keepFocus(foot)]
  return () => {
    for (const stop of stops) stop?.()
  }
}

const views = ['list', 'board'] as const

/** The layout of a phone and of a crowd: the list or the canvas, the writing field, and the switch between the two. */
export function PhoneView() {
  const t = useWords(phoneWords)
  const { model, shell, features, asking } = useBoard()
  // The step of a workshop is on its way: no list and no field of the board stand in its place.
  const hasArrived = useHasArrived(model)
  const isStepComing = useStore(model.agenda) === null && !hasArrived && asking.isLed === true
  const view = useStore(shell.columnView)
  const isShut = useStore(model.ending) !== null
  const isPrivate = useStore(model.desk.takesNotes)
  const scene = usePhoneScene()
  const isPhone = useMedia(phoneQuery)
  // With an agenda the one button has the room.
  const isLed = useIsLed()
  const other = view === 'list' ? ('board' as const) : ('list' as const)
  useFocusAfter()
  const [place, setPlace] = useState<HTMLElement | null>(null)
  const held = useHeldScene(scene, place)
  const hold = useCallback((element: HTMLElement | null) => {
    setPlace(element)
    scrollByKeys(element)
    const stop = keepFocus(element)
    return () => {
      setPlace(null)
      stop?.()
    }
  }, [])
  const listed = scene ?? held
  useEffect(() => {
    // Ahead of the step that shows it. What fails here is asked for again then.
    afterFirstWork(() => import('./note-list.tsx')).catch(() => undefined)
  }, [])
  useEffect(() => {
    // The button that opened the canvas was in the list and has gone with it.
    if (view === 'board' && document.activeElement === document.body) focusBoard()
  }, [view])
  const mayAdd = (useMay(Operation.addNote) || isPrivate) && !isShut
  return (
    <>
      {view === 'board' ? (
        <PhoneTools />
      ) : listed ? (
        <section ref={hold} className="note-list note-list--task" aria-label={listed.name(model)}>
          <Suspense fallback={null}>
            <listed.List />
          </Suspense>
        </section>
      ) : (
        !isStepComing && (
          <Suspense fallback={null}>
            <NoteList />
          </Suspense>
        )
      )}
      <div className="phone-foot" ref={holdFoot}>
        {mayAdd && !isStepComing && listed?.hasOwnField !== true && <WritingField />}
        {view === 'list' && features.map(({ name, phone }) => phone?.Foot && <phone.Foot key={name} />)}
        {isPhone ? (
          <fieldset className="phone-foot__switch" aria-label={t('view')}>
            {(isLed ? [other] : views).map((one) => (
              <button
                // With an agenda one button leads there and back: it keeps the focus.
                key={isLed ? 'other' : one}
                type="button"
                aria-pressed={isLed ? undefined : view === one}
                onClick={() => shell.columnView.set(one)}
              >
                {one === 'list' ? <List aria-hidden="true" /> : <StickyNote aria-hidden="true" />}
                <span>{one === 'board' ? t('board') : scene ? scene.name(model) : t('list')}</span>
              </button>
            ))}
          </fieldset>
        ) : (
          <Button
            className="phone-foot__board"
            icon={<StickyNote />}
            onClick={() => {
              shell.columnView.set('board')
              isStageAside.set(true)
            }}
          >
            {t('toBoard')}
          </Button>
        )}
      </div>
    </>
  )
}

/** The scene of the activity that is under way; undefined while people write on the board. */
function usePhoneScene(): PhoneScene | undefined {
  const { model, features } = useBoard()
  const shown = useMemo(() => {
    const scenes = features.flatMap(({ phone }) => phone ?? [])
    return computed(
      scenes.map(({ isShown }) => isShown(model, features)),
      (...are: readonly boolean[]) => scenes[are.indexOf(true)],
    )
  }, [model, features])
  return useStore(shown)
}

/** The last scene, while a field of it has the focus: a person who types when the activity ends can finish. */
function useHeldScene(scene: PhoneScene | undefined, place: HTMLElement | null): PhoneScene | undefined {
  const [last, setLast] = useState(scene)
  const [isHeld, setIsHeld] = useState(false)
  if (scene && scene !== last) setLast(scene)
  useEffect(() => {
    const look = () => {
      const { activeElement } = document
      setIsHeld(isWriting(activeElement) && place?.contains(activeElement) === true)
    }
    const late = () => requestAnimationFrame(look)
    document.addEventListener('focusin', look)
    document.addEventListener('focusout', late)
    // The removal of a focused field fires no event.
    const removals = new MutationObserver(late)
    if (place) removals.observe(place, { childList: true, subtree: true })
    return () => {
      document.removeEventListener('focusin', look)
      document.removeEventListener('focusout', late)
      removals.disconnect()
    }
  }, [place])
  return isHeld && place ? last : undefined
}

/** Tools at the thumb on a phone's canvas: undo, redo, fit. The bar of a selection takes their place. */
function PhoneTools() {
  const t = useWords(hostWords)
  const { model } = useBoard()
  const canUndo = useStore(model.undo.canUndo)
  const canRedo = useStore(model.undo.canRedo)
  const isChosen = useStore(model.ui.selection).size > 0
  const editing = useStore(model.ui.editing)
  if ((isChosen && mayWrite(model.role)) || editing !== null) return null
  return (
    <div className="phone-tools panel" role="toolbar" aria-label={t('tools')}>
      {mayWrite(model.role) && (
        <>
          <IconButton
            label={t('common.undo')}
            icon={<Undo2 />}
            side="top"
            disabled={!canUndo}
            onClick={model.undo.undo}
          />
          <IconButton
            label={t('common.redo')}
            icon={<Redo2 />}
            side="top"
            disabled={!canRedo}
            onClick={model.undo.redo}
          />
        </>
      )}
      <IconButton label={t('fit')} icon={<Maximize />} side="top" onClick={() => fitAll(model)} />
    </div>
  )
}

/** In a crowd, the way back from the board to the task alone. */
export function BackToColumn() {
  const t = useWords(phoneWords)
  const { columnView } = useBoard().shell
  useFocusAfter()
  return <BarButton label={t('fromBoard')} icon={<List />} onClick={() => columnView.set('list')} />
}

/** When this part goes with the button that was pressed in it, the focus goes to the board's place. */
function useFocusAfter(): void {
  useEffect(
    () => () => {
      if (document.activeElement === document.body) focusBoard()
    },
    [],
  )
}
