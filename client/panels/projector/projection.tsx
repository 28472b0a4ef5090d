import { useStore } from '@nanostores/react'
import { Suspense, useEffect, useState, useMemo } from 'react'
import { wordsOfNotes } from '#shared/board/id.ts'
import { typedAddress } from '../../model/basics/address.ts'
import { BoardCanvas } from '../../canvas/board-canvas.tsx'
import { useBoard } from '../host/board-context.tsx'
import { EmptyBoard } from '../board/empty-board.tsx'
import { ConnectionBanner } from '../board/connection-banner.tsx'
import { followAll, useRoomView } from './use-room-view.ts'
import { Wall } from './wall.tsx'
import { useSceneFact } from '../host/use-scene.ts'
import { useWakeLock } from '../ui/use-wake-lock.ts'
import './projector.css'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useCommonWords, useWords } from '../../i18n/use-words.ts'
import { knownLinks } from '../../model/memory/sessions.ts'
import { QrCode } from '../ui/qr-code.tsx'
import { shareWords } from '../share/words.ts'
import { computed } from 'nanostores'
import type { ProjectorResult, ProjectorScene, ProjectorState } from '../host/scenes.ts'
import { X } from 'lucide-react'
import { boardPath, go } from '../../routing/route.ts'
import { Button } from '../ui/button.tsx'
import { lazy } from '../ui/lazy.ts'
import { shownResult } from './shown-result.ts'
import { projectorWords } from './words.ts'

const RoomCloud = lazy(async () => ({ default: (await import('../../sorting/word-cloud.tsx')).RoomCloud }))

/**
 * The screen of the room: the activity, the board or what a facilitator shows of it, how to join, the result. Nothing to
 * press.
 */
export function Projection() {
  const t = useCommonWords()
  const { model, features } = useBoard()
  const { title, language } = useStore(model.meta)
  const { Prompt, OverBoard, result } = useProjectorScenes()
  const { spotlight, wall, blank } = useRoomView(model)
  const isEmpty = useSceneFact(model.scene, ({ notes }) => notes.size === 0)
  const isUnderWay = Prompt !== undefined || result !== undefined
  const hasBegun = useHasBegun(model, { isUnderWay, hasNotes: !isEmpty })
  const isCloud = useStore(model.spotlight) === wordsOfNotes
  const isSpotlit = spotlight !== undefined || isCloud
  const isBeside = !hasBegun && !isSpotlit
  const shown = spotlight ?? (result ? undefined : (wall ?? blank))
  const kind = spotlight ? 'spotlight' : wall ? 'board' : 'blank'
  useWakeLock()
  useEffect(() => {
    const stops = features.map(({ projector }) => projector?.watch?.(model))
    return () => {
      for (const stop of stops) stop?.()
    }
  }, [model, features])
  useEffect(() => {
    // Cursors help only people who work on the board.
    model.presence.showCursors.set(false)
    return followAll(model)
  }, [model])
  return (
    <div className="projector">
      <header className="projector__head row">
        <h1 className="projector__title one-line" lang={title === '' ? undefined : language}>
          {title === '' ? t('common.untitledBoard') : title}
        </h1>
        <Suspense fallback={null}>{Prompt && <Prompt />}</Suspense>
        {!isBeside && <Invitation size="small" />}
      </header>
      <ConnectionBanner />
      <div className="projector__middle">
        <main className="projector__board" aria-label={t('board.canvas')}>
          <div className="projector__canvas" inert>
            <BoardCanvas
              model={model}
              requests={{ onPasteRows: () => undefined, onNotesFile: () => undefined }}
            />
          </div>
          <EmptyBoard />
          {shown && !isCloud && <Wall key={kind} groups={shown} kind={kind} />}
          <Suspense fallback={null}>{isCloud && <RoomCloud />}</Suspense>
        </main>
        {result && !isSpotlit && (
          <Suspense key={result.id} fallback={null}>
            {result.draw()}
          </Suspense>
        )}
        <Suspense fallback={null}>{OverBoard && !isSpotlit && <OverBoard />}</Suspense>
        {isBeside && !result && <Invitation size={isEmpty ? 'welcome' : 'beside'} />}
      </div>
      <Leave />
    </div>
  )
}

/** Nobody has come for so long: those who are in the room are in. Not measured. */
const settledMs = 45_000

/** With so many people and their first notes the work has begun, whether or not somebody is still to come. */
const enough = 3

/**
 * True once people are in: several are here and have written, something is under way, or nobody has come for a
 * while. Until then the way to join is what the room needs most.
 */
function useHasBegun(
  { presence }: Pick<BoardModel, 'presence'>,
  { isUnderWay, hasNotes }: { readonly isUnderWay: boolean; readonly hasNotes: boolean },
): boolean {
  const count = useStore(presence.count)
  const [hasBegun, setHasBegun] = useState(false)
  if (!hasBegun && (isUnderWay || (hasNotes && count >= enough))) setHasBegun(true)
  useEffect(() => {
    // The facilitator alone waits for the others.
    if (hasBegun || count < 2) return undefined
    const timer = setTimeout(() => setHasBegun(true), settledMs)
    return () => clearTimeout(timer)
  }, [count, hasBegun])
  return hasBegun
}

/** `welcome` fills the screen, `beside` stands next to the board, `small` in the head. */
type InvitationSize = 'welcome' | 'beside' | 'small'

/** QR code and join code, in a browser that knows the link of participants. A viewer's browser does not. */
function Invitation({ size }: { readonly size: InvitationSize }) {
  const t = useWords(shareWords)
  const { model } = useBoard()
  const { participant, joinCode } = useKnownLinks(model.id)
  if (participant === undefined || joinCode === undefined) return null
  return (
    <aside className="projector__invitation" data-size={size} aria-label={t('roomHeading')}>
      <QrCode text={participant} label={t('qr')} />
      <div className="projector__join">
        <p>{size === 'small' ? typedAddress('/join') : t('roomHint', { address: typedAddress('/join') })}</p>
        <p className="projector__code">{joinCode}</p>
      </div>
    </aside>
  )
}

/** A link that is renewed in another window of this browser changes here too. */
function useKnownLinks(board: string) {
  const [links, setLinks] = useState(() => knownLinks(board))
  useEffect(() => {
    const read = () => setLinks(knownLinks(board))
    window.addEventListener('storage', read)
    return () => window.removeEventListener('storage', read)
  }, [board])
  return links
}

/** A result of this age is still shown when the projector opens, also outside its step. Not measured. */
const recentMs = 15 * 60_000

interface ProjectorView {
  /** The first activity that is under way. */
  readonly Prompt: ProjectorScene['Prompt'] | undefined
  readonly OverBoard: ProjectorScene['OverBoard'] | undefined
  /** The last result, until something else begins or the facilitator leads everyone on. */
  readonly result: ProjectorResult | undefined
}

/** The scenes of the activities at the moment. */
function useProjectorScenes(): ProjectorView {
  const { model, features } = useBoard()
  const { presence } = model
  const scenes = useMemo(() => features.flatMap(({ projector }) => projector ?? []), [features])
  const states = useStore(useMemo(() => statesOf(model, scenes), [model, scenes]))
  const [recent] = useState(() => model.now() - recentMs)
  const [gathered, setGathered] = useState(0)
  useEffect(() => presence.onGather(() => setGathered(model.now())), [presence, model])

  const active = states.findIndex(({ isUnderWay }) => isUnderWay)
  const isOtherUnderWay = states.some(
    ({ isUnderWay }, index) => isUnderWay && scenes[index]?.isFrame !== true,
  )
  const { Prompt, OverBoard } = scenes[active] ?? {}
  return {
    Prompt,
    OverBoard,
    result: isOtherUnderWay ? undefined : shownResult(states, { recent, gathered }),
  }
}

function statesOf(model: BoardModel, scenes: readonly ProjectorScene[]) {
  return computed(
    scenes.map(({ state }) => state(model)),
    (...states: readonly ProjectorState[]) => states,
  )
}

/** Time that the pointer and the button stay visible after a movement. Not measured. */
const seenMs = 3_000

/**
 * Leaves the projector: Escape, or a button that is visible while the pointer moves or the focus is on it.
 */
function Leave() {
  const t = useWords(projectorWords)
  const { model } = useBoard()
  const [isSeen, setIsSeen] = useState(false)
  const leave = () => {
    if (window.opener === null) go(boardPath(model.id))
    else window.close()
  }
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const move = () => {
      clearTimeout(timer)
      setIsSeen(true)
      timer = setTimeout(() => setIsSeen(false), seenMs)
    }
    // In the capture phase: the board keeps pointer events to itself during a drag.
    window.addEventListener('pointermove', move, { capture: true })
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pointermove', move, { capture: true })
    }
  }, [])
  useEffect(() => {
    const press = (event: KeyboardEvent) => event.key === 'Escape' && leave()
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  })
  return (
    <div className="projector__leave" data-seen={isSeen || undefined}>
      <Button icon={<X />} onClick={leave}>
        {t('leave')}
      </Button>
    </div>
  )
}
