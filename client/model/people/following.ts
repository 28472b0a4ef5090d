import type { ReadableAtom } from 'nanostores'
import type { PresenceState } from '#shared/wire/presence.ts'
import type { BoardUi, Notices } from '../contract/board-model.ts'
import { clampZoom, type Camera, type CameraState } from '../view/camera.ts'
import type { Platform } from '../platform/platform.ts'
import type { Say } from '../basics/model-messages.ts'
import { prefersStillness } from '../basics/reduced-motion.ts'

/** Share of the remaining way per frame: views arrive twice a second, and the camera glides between them. */
const glide = 0.2
const nearPx = 0.5

export interface FollowingOptions {
  readonly ui: BoardUi
  readonly camera: Camera
  readonly others: ReadableAtom<readonly PresenceState[]>
  /** Those who were here when somebody was followed: the person may have left while this code was on its way. */
  readonly before: readonly PresenceState[]
  readonly notices: Notices
  readonly say: Say
  readonly soon: Platform['soon']
}

/** Moves the camera to the view of the followed person, until this person moves it or the other leaves. Returns its own undo. */
export function startFollowing({
  ui,
  camera,
  others,
  before,
  notices,
  say,
  soon,
}: FollowingOptions): () => void {
  let target: CameraState | undefined
  let isMoving = false
  let isOurs = false
  let name = ''
  let window: number | undefined
  let views: ReadonlyMap<number, PresenceState['view']> = new Map()

  const step = () => {
    isMoving = false
    if (!target) return
    const now = camera.state.get()
    const next = prefersStillness() ? target : between(now, target)
    isOurs = true
    camera.set(next)
    isOurs = false
    if (next === target) target = undefined
    else move()
  }
  const move = () => {
    if (isMoving) return
    isMoving = true
    soon(step)
  }
  const look = () => {
    const followed = ui.following.get()
    if (followed === null) return
    const here = others.get().filter(({ participant }) => participant === followed)
    name = here[0]?.name ?? name
    const windows = here.filter(({ view }) => view !== null)
    // A person on several devices looks at the one whose view changed last.
    const person =
      windows.find(({ index, view }) => String(views.get(index) ?? view) !== String(view)) ??
      windows.find(({ index }) => index === window) ??
      windows[0]
    views = new Map(windows.map(({ index, view }) => [index, view]))
    if (!person?.view) return
    window = person.index
    const [x, y, width, height] = person.view
    const screen = camera.screen.get()
    const wanted = Math.min(screen.width / width, screen.height / height)
    if (!Number.isFinite(wanted) || wanted <= 0) return
    // Clamped to the camera's limits: beyond them it would never arrive.
    const zoom = clampZoom(wanted)
    target = {
      x: x + width / 2 - screen.width / 2 / zoom,
      y: y + height / 2 - screen.height / 2 / zoom,
      zoom,
    }
    move()
  }
  /** Forgets the person followed before: their view and their name. */
  const lookAnew = () => {
    target = undefined
    window = undefined
    name = ''
    look()
  }
  const lookWhetherLeft = (states: readonly PresenceState[], before: readonly PresenceState[] = []) => {
    const followed = ui.following.get()
    const isHere = (list: readonly PresenceState[]) =>
      list.some(({ participant }) => participant === followed)
    if (followed === null) return
    // An empty list means a lost connection: they may all come back.
    if (states.length > 0 && isHere(before) && !isHere(states)) {
      ui.following.set(null)
      notices.show({
        tone: 'calm',
        text: name === '' ? say('notices.leftUnnamed') : say('notices.left', { name }),
      })
    } else look()
  }
  const stops = [
    ui.following.subscribe(lookAnew),
    others.listen((states, before) => lookWhetherLeft(states, before)),
    camera.state.listen(() => {
      if (!isOurs) ui.following.set(null)
    }),
  ]
  lookWhetherLeft(others.get(), before)
  return () => {
    target = undefined
    for (const stop of stops) stop()
  }
}

function between(now: CameraState, target: CameraState): CameraState {
  const distance = Math.hypot(target.x - now.x, target.y - now.y) * target.zoom
  if (distance < nearPx && Math.abs(target.zoom / now.zoom - 1) < 0.002) return target
  const zoom = now.zoom * (target.zoom / now.zoom) ** glide
  return { x: now.x + (target.x - now.x) * glide, y: now.y + (target.y - now.y) * glide, zoom }
}
