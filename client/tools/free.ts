import { areaMargin } from '#shared/geometry/area.ts'
import { boundsOf, centreOf, inset, type Point, type Rect } from '#shared/geometry/rect.ts'
import { bareText, noteSide } from '#shared/geometry/sizes.ts'
import { isDrawnAreaId } from '#shared/board/id.ts'
import { byPlace } from '#shared/board/parking-lot.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { Role } from '#shared/workshop/role.ts'
import type { ReactionSign } from '#shared/wire/mark.ts'
import { ToolName, type BoardModel } from '../model/contract/board-model.ts'
import { editHit } from './edit.ts'
import type { SceneArea } from '../model/document/scene-areas.ts'
import { mayMark } from '../model/commands/look-commands.ts'

/** One step by key, and the other way. Taste. */
const sizeStep = 1.25

/** True where people draw freely: a step of an agenda keeps the screens of participants calm. */
export function isFreeBoard({ role, agenda }: Pick<BoardModel, 'role' | 'agenda'>): boolean {
  if (role === Role.viewer) return false
  return role === Role.facilitator || (agenda.get()?.now.step ?? null) === null
}

const freeTools: readonly ToolName[] = [ToolName.text, ToolName.arrow, ToolName.area, ToolName.laser]

/** A step that begins takes the tools of the free board out of the hand. */
export function leaveFreeTools(model: BoardModel): void {
  const { tool } = model.ui
  if (freeTools.includes(tool.get()) && !isFreeBoard(model)) tool.set(ToolName.select)
}

/** Words without paper that begin at this point, ready to be written. */
export function newTextAt(model: BoardModel, at: Point): void {
  if (!isFreeBoard(model)) return
  const barrier = model.barrierTo(Operation.addNote)
  if (barrier) return model.explain(barrier)
  const left = { x: at.x + noteSide / 2, y: at.y + (noteSide - bareText.fontSize) / 2 }
  const id = model.commands.addNote(left, { form: 'text' })
  model.ui.tool.set(ToolName.select)
  if (id !== '') editHit(model, id)
}

/** The same in the middle of the screen, for people without a pointer. */
export function newText(model: BoardModel): void {
  const { x, y } = centreOf(model.camera.view())
  newTextAt(model, { x: x - bareText.width / 2, y })
}

/** Board units: an area for some eight notes. Taste. */
const usualArea = { width: 960, height: 640 } as const

/** The usual area around this point. */
export function areaAt({ x, y }: Point): Rect {
  return { x: x - usualArea.width / 2, y: y - usualArea.height / 2, ...usualArea }
}

/** Draws an area. Its title can be written next. */
export function newArea(model: BoardModel, rect: Rect): void {
  if (!isFreeBoard(model)) return
  const barrier = model.barrierTo(Operation.drawArea)
  if (barrier) return model.explain(barrier)
  const id = model.commands.drawArea(rect)
  model.ui.tool.set(ToolName.select)
  model.ui.titling.set(id ?? null)
}

/** Around the selected things, or in the middle of the screen: for people without a pointer. */
export function newAreaHere(model: BoardModel): void {
  const { camera, scene, ui } = model
  const rects = [...ui.selection.get()].flatMap(
    (id) => (scene.notes.get(id) ?? scene.clusters.get(id))?.rect ?? [],
  )
  const around = boundsOf(rects)
  newArea(model, around ? inset(around, -areaMargin) : areaAt(centreOf(camera.view())))
}

/** The areas that people drew, in the order of lists. */
export function drawnAreasOf({ scene }: Pick<BoardModel, 'scene'>): readonly SceneArea[] {
  return [...scene.areas.values()].filter(({ id }) => isDrawnAreaId(id)).sort(byPlace)
}

/** Puts the selected notes in front of all others, or behind them. False when none is selected. */
export function restackSelected(model: BoardModel, isInFront: boolean): boolean {
  const ids = notesOf(model)
  if (ids.length === 0 || !isFreeBoard(model)) return false
  model.commands.restack(ids, isInFront)
  return true
}

/** Makes the selected notes a step larger or smaller. False when none of them can be. */
export function resizeSelected(model: BoardModel, isLarger: boolean): boolean {
  const ids = sizable(model)
  if (ids.length === 0) return false
  model.commands.resize(ids, isLarger ? sizeStep : 1 / sizeStep)
  return true
}

/** The selected notes whose size this person may change. A group keeps its notes in rows, all of one size. */
export function sizable(model: BoardModel): readonly string[] {
  return isFreeBoard(model) ? [...model.ui.selection.get()].filter((id) => isSizable(model, id)) : []
}

/** True when there is such a note: asked far more often. */
export function isAnySizable(model: BoardModel): boolean {
  if (!isFreeBoard(model)) return false
  for (const id of model.ui.selection.get()) if (isSizable(model, id)) return true
  return false
}

function isSizable({ scene, may, barrierToMove }: BoardModel, id: string): boolean {
  const note = scene.notes.get(id)
  return note?.cluster === null && mayMark(may, note) && barrierToMove(id) === undefined
}

/** The one selected note, if this person may draw arrows from it. */
export function arrowSource(model: BoardModel): string | undefined {
  const [only, more] = model.ui.selection.get()
  const note = more === undefined ? model.scene.notes.get(only ?? '') : undefined
  return note && isFreeBoard(model) && mayMark(model.may, note) ? note.id : undefined
}

/** Draws an arrow, and says why it may not be. */
export function connect(model: BoardModel, from: string, to: string): void {
  const barrier = model.barrierTo(Operation.markNote, from)
  if (model.commands.connect(from, to) === undefined && barrier) model.explain(barrier)
}

function notesOf({ ui, scene }: BoardModel): readonly string[] {
  return [...ui.selection.get()].filter((id) => scene.notes.has(id))
}

/** So long a reaction stays with its sender, and no sooner comes the next. Milliseconds. Taste. */
const shownMs = 2_500
const restMs = 900

/** The number of the last reaction of this page, and its time. */
const last = { number: 0, at: -Infinity }

/** Reacts to a note. Everybody sees it for a moment, and nothing keeps it. Too soon after another one nothing happens. */
export function react(model: BoardModel, sign: ReactionSign, on: string): void {
  const now = performance.now()
  if (!mayReact(model) || now - last.at < restMs) return
  last.at = now
  last.number += 1
  const { number } = last
  const { mark } = model.presence
  mark.set({ kind: 'reaction', sign, on, number })
  setTimeout(() => {
    const shown = mark.get()
    if (shown?.kind === 'reaction' && shown.number === number) mark.set(restingMark(model))
  }, shownMs)
}

/** Nobody reacts where nobody may see what others do. */
function mayReact(model: BoardModel): boolean {
  return isFreeBoard(model) && model.presence.place.isShown.get()
}

/** The one selected note, if this person may react to it. */
export function noteToReactTo(model: BoardModel): string | undefined {
  const [only, more] = model.ui.selection.get()
  const isNote = more === undefined && model.scene.notes.has(only ?? '')
  return isNote && mayReact(model) ? only : undefined
}

/** The mark of the tool in hand. */
export function restingMark({ ui }: Pick<BoardModel, 'ui'>): { readonly kind: 'laser' } | null {
  return ui.tool.get() === ToolName.laser ? { kind: 'laser' } : null
}
