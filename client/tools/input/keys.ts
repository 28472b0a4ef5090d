import { Barrier, mayWrite, Operation } from '#shared/workshop/policy.ts'
import { PollMethod } from '#shared/workshop/round.ts'
import { ToolName, type BoardModel } from '../../model/contract/board-model.ts'
import { writingIn } from '../../model/commands/board-ui.ts'
import { hasLetterKeys } from '../../model/memory/letter-keys.ts'
import { roundShown } from '../../model/voting/voting.ts'
import { editHit, lookAtPhoto, newNote, newNoteBeside } from '../edit.ts'
import { isFreeBoard, resizeSelected, restackSelected } from '../free.ts'
import { nextStop, stopTowards, type Direction } from './neighbours.ts'
import { movable, notesMoving, onlySelected, select, selectAll, chooseGroup } from '../selecting.ts'
import { castVote, stepOfPoints } from '../cast-vote.ts'
import { tellRefusal } from '../tell-refusal.ts'
import type { Modifiers } from '../tool-event.ts'
import { openMenuByKey } from '../open-menu.ts'
import { bringIntoView, fitAll, fitSelection, fullSize, zoomBy, zoomStep } from '../view.ts'

export interface Key {
  /** As in the DOM: the character, or the key's name. */
  readonly key: string
  /** The key's place on the keyboard: Shift+1 is not "!" on every layout. */
  readonly code: string
  readonly mods: Modifiers
}

/** Board units: the grid's step, and the note-sized one. */
const nudge = { small: 4, large: 40 } as const

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

/** A key pressed while the board has the focus. True when it was meant for the board. */
export function pressKey(model: BoardModel, key: Key): boolean {
  if (isWriting(model, key)) return pressOnBoard(model, key)
  return pressAnywhere(model, key) || pressOnBoard(model, key)
}

/**
 * A letter typed right after a click on a note begins a text, whichever letter it is. After editing, moving or keyboard
 * steps the letters of tools are tools: N makes the next note.
 */
function isWriting(model: BoardModel, { key, mods }: Key): boolean {
  const only = onlySelected(model)
  if (
    only === undefined ||
    model.ui.clicked.get() !== model.ui.selection.get() ||
    mods.command ||
    mods.alt ||
    !/^\p{L}$/u.test(key)
  )
    return false
  return model.barrierTo(writingIn(model.scene, only), only) === undefined
}

/** Keys that also work while the focus is on a button beside the board. */
export function pressAnywhere(model: BoardModel, { key, code, mods }: Key): boolean {
  const letter = key.toLowerCase()
  if (mods.command) return mods.alt ? false : pressCommand(model, letter, mods.shift)
  if (mods.alt || !hasLetterKeys.get()) return false
  if (mods.shift) return pressDigit(model, code)
  if (key !== letter) return false
  if (letter === 'v') return use(model, ToolName.select)
  if (letter === 'h') return use(model, ToolName.pan)
  if (letter === 'm') return chooseGroup(model)
  if (letter === 'a') return isFreeBoard(model) && use(model, ToolName.arrow)
  if (letter === 'r') return isFreeBoard(model) && model.may(Operation.drawArea) && use(model, ToolName.area)
  if (letter === 'k') return isFreeBoard(model) && use(model, ToolName.laser)
  if (letter === 'x') return isFreeBoard(model) && use(model, ToolName.text)
  if (letter !== 'n' && letter !== 's') return false
  if (mayWrite(model.role)) newNote(model)
  return true
}

function pressCommand(model: BoardModel, letter: string, shift: boolean): boolean {
  const { commands, ui, undo } = model
  const ids = [...ui.selection.get()]
  switch (letter) {
    case 'a':
      selectAll(model)
      return true
    case 'd':
      if (ids.length > 0) duplicate(model, ids)
      return true
    case 'g':
      if (shift) dissolve(model, ids)
      else group(model, ids)
      return true
    case 'l':
      if (!shift || ids.length === 0 || !model.may(Operation.setRights)) return false
      tellRefusal(model, commands.setLocked(ids, !ids.every((id) => model.locked.get().has(id))))
      return true
    case 'z':
      if (shift) undo.redo()
      else undo.undo()
      return true
    case 'y':
      undo.redo()
      return true
    case '+':
    case '=':
      zoomBy(model.camera, zoomStep)
      return true
    case '-':
    case '_':
      zoomBy(model.camera, 1 / zoomStep)
      return true
    case '0':
      fullSize(model)
      return true
    default:
      return false
  }
}

function pressDigit(model: BoardModel, code: string): boolean {
  switch (code) {
    case 'Digit0':
      fullSize(model)
      return true
    case 'Digit1':
      fitAll(model)
      return true
    case 'Digit2':
      fitSelection(model)
      return true
    default:
      return false
  }
}

function pressOnBoard(model: BoardModel, { key, mods }: Key): boolean {
  const { ui, commands } = model
  const only = onlySelected(model)
  const direction = directions[key]
  if (direction)
    return mods.command
      ? !mods.alt && changeLook(model, direction, mods.shift)
      : mods.alt
        ? goTowards(model, direction, mods.shift)
        : nudgeBy(model, direction, mods.shift)
  switch (key) {
    case 'Tab':
      return mods.command || mods.alt ? false : goNext(model, only, mods.shift ? -1 : 1)
    case 'Enter':
      if (only === undefined) return false
      if (mods.alt) return lookAtPhoto(model, only)
      if (mods.command) newNoteBeside(model, only, 'below')
      else editHit(model, only)
      return true
    case 'Escape':
      if (ui.tool.get() === ToolName.select && ui.selection.get().size === 0) return stopFollowing(model)
      use(model, ToolName.select)
      select(model, [])
      return true
    case 'ContextMenu':
      openMenuByKey(model)
      return true
    case 'F10':
      if (!mods.shift) return false
      openMenuByKey(model)
      return true
    case 'Delete':
    case 'Backspace':
      if (mayWrite(model.role) && ui.selection.get().size > 0) commands.remove([...ui.selection.get()])
      return true
    default:
      return pressDot(model, key, only) || type(model, key, mods, only)
  }
}

/** Up is in front, or larger; down is behind, or smaller. */
function changeLook(model: BoardModel, direction: Direction, isSize: boolean): boolean {
  if (direction !== 'up' && direction !== 'down') return false
  return (isSize ? resizeSelected : restackSelected)(model, direction === 'up')
}

function use(model: BoardModel, tool: ToolName): boolean {
  model.ui.tool.set(tool)
  return true
}

function duplicate(model: BoardModel, ids: readonly string[]): void {
  const barrier = model.barrierTo(Operation.addNote)
  if (barrier) explain(model, barrier)
  else select(model, model.commands.duplicate(ids, { x: nudge.large, y: nudge.large }))
}

function stopFollowing({ ui }: BoardModel): boolean {
  if (ui.following.get() === null) return false
  ui.following.set(null)
  return true
}

function group(model: BoardModel, ids: readonly string[]): void {
  const [first] = ids
  if (first === undefined) return
  const before = ids.find((each) => model.scene.clusters.has(each))
  const id = model.commands.cluster(ids)
  if (id !== undefined && id === before) select(model, [id])
  else if (id !== undefined) editHit(model, id)
  else explain(model, model.barrierTo(Operation.addCluster) ?? model.barrierTo(Operation.gatherNote, first))
}

/** Dissolves the selected clusters and those of selected notes; their notes stay selected. */
function dissolve(model: BoardModel, ids: readonly string[]): void {
  const clusters = new Set(ids.map((id) => model.scene.notes.get(id)?.cluster ?? id))
  const going = [...clusters].filter((id) => model.scene.clusters.has(id))
  const notes = going.flatMap((id) => model.scene.clusters.get(id)?.members ?? [])
  const [first] = going
  if (first === undefined) return
  if (!going.some(model.mayDisband))
    return explain(model, model.barrierTo(Operation.removeCluster, first) ?? model.barrierToMove(first))
  model.commands.dissolve(going)
  select(model, notes)
}

/** Explains why nothing happens, except to viewers, who know. */
function explain(model: BoardModel, barrier: Barrier | undefined): void {
  if (barrier !== undefined && barrier !== Barrier.role) model.explain(barrier)
}

function nudgeBy(model: BoardModel, direction: Direction, isLarge: boolean): boolean {
  const step = isLarge ? nudge.large : nudge.small
  const dx = direction === 'left' ? -step : direction === 'right' ? step : 0
  const dy = direction === 'up' ? -step : direction === 'down' ? step : 0
  const chosen = [...model.ui.selection.get()]
  const notes = notesMoving(model, movable(model, chosen))
  const [first] = chosen
  // With nothing selected the arrows move the paper, as in every document.
  if (first === undefined) model.camera.panBy(-dx * 10, -dy * 10)
  else if (notes.length === 0) explain(model, model.barrierToMove(first))
  else if (mayWrite(model.role)) {
    model.commands.nudgeNotes(
      [...notes].sort((a, b) => a.z - b.z).map(({ id, x, y }) => ({ id, x: x + dx, y: y + dy })),
    )
  }
  return true
}

/** Moves from the last selected thing; with `isMore` the next one is added to the selection. */
function goTowards(model: BoardModel, direction: Direction, isMore: boolean): boolean {
  const { scene, ui } = model
  const chosen = [...ui.selection.get()]
  const from = chosen.at(-1) ?? ''
  const rect = scene.notes.get(from)?.rect ?? scene.clusters.get(from)?.rect
  const next = rect ? stopTowards(scene, rect, direction) : nextStop(scene, undefined, 1)
  if (next !== undefined) goTo(model, next, isMore ? chosen : [])
  return true
}

/** After the last note Tab leaves the board, so that the keyboard is never trapped. */
function goNext(model: BoardModel, only: string | undefined, step: 1 | -1): boolean {
  const next = nextStop(model.scene, only, step)
  if (next === undefined) return false
  goTo(model, next)
  return true
}

function goTo(model: BoardModel, id: string, kept: readonly string[] = []): void {
  // Set again also when it holds the same ids: the current thing must be the last of them.
  if (kept.length > 0) model.ui.selection.set(new Set([...kept.filter((other) => other !== id), id]))
  else select(model, [id])
  const rect = model.scene.notes.get(id)?.rect ?? model.scene.clusters.get(id)?.rect
  if (rect) bringIntoView(model, rect)
}

function pressDot(model: BoardModel, key: string, only: string | undefined): boolean {
  const isPlace = key === '+' || key === '.'
  if ((!isPlace && key !== '-') || only === undefined) return false
  const round = roundShown(model)
  if (!round || round.state !== 'open' || !round.options.includes(only)) return false
  if (round.method === PollMethod.agreement) return false
  if (model.voting.closing.get().has(round.id)) return true
  const own = model.voting.dots.get()[round.id]?.[only]
  const deed = isPlace ? 'place' : 'take'
  const arePoints = round.method === PollMethod.score
  const voted = { round: round.id, option: only }
  tellRefusal(model, castVote(model.voting, voted, arePoints ? stepOfPoints(own, isPlace ? 1 : -1) : deed))
  return true
}

/** Typing on a note writes in it: the field opens first, and the character itself then lands in the field. */
function type(model: BoardModel, key: string, mods: Modifiers, only: string | undefined): boolean {
  const isCharacter = /^.$/u.test(key) || key === 'Dead' || key === 'Process' || key === 'Unidentified'
  if (!isCharacter || key === ' ' || key === '?' || mods.command || mods.alt || only === undefined)
    return false
  editHit(model, only)
  return false
}
