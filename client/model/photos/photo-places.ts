import { noteSide } from '#shared/geometry/note-side.ts'
import type { Photo } from '#shared/board/photo.ts'
import { centreOf, inset, type Point } from '#shared/geometry/rect.ts'
import { Barrier, Operation } from '#shared/workshop/policy.ts'
import { blockOfSpots, showSpots } from '../view/block-of-spots.ts'
import type { BoardCommands, Desk } from '../contract/board-model.ts'
import type { Camera } from '../view/camera.ts'
import { showOnce } from '../commands/notices.ts'
import type { WaitingPhoto } from '../memory/photo-outbox-db.ts'
import { whyNot } from '../commands/why-not.ts'
import type { Workplace } from '../commands/command-context.ts'

/** What pictures that have come are put on, or become. */
export interface PictureGround {
  readonly work: Workplace
  readonly commands: Pick<BoardCommands, 'addNotes' | 'discard' | 'setPhoto'>
  readonly desk: Pick<Desk, 'takesNotes' | 'drafts' | 'add' | 'hold' | 'setPhoto' | 'wanted'>
  readonly camera: Camera
}

/** Where pictures go that were brought together. */
export interface PicturePlace {
  /** Of a picture that was refused the words alone are left. */
  readonly add: (photo: Photo | undefined, text: string) => void
  readonly end: () => void
}

export type Wish = Pick<WaitingPhoto, 'near' | 'onto' | 'isPrivate'>

/**
 * Late ones come by themselves, while this person may be at something else: neither the view nor the selection nor the
 * caret goes to them.
 */
export function placeFor(at: PictureGround, wish: Wish, count: number, isLate: boolean): PicturePlace {
  if (wish.onto !== null) return onNote(at, wish.onto, wish.isPrivate)
  return wish.isPrivate || at.desk.takesNotes.get() ? onDesk(at, isLate) : onBoard(at, wish, count, isLate)
}

/** The note this was chosen for has been deleted meanwhile. */
export function isPlaceGone({ work }: PictureGround, { onto, isPrivate }: Omit<Wish, 'near'>): boolean {
  return onto !== null && !isPrivate && !work.scene.notes.has(onto)
}

/** Says why not. A board on which this person writes privately is no barrier: their desk takes the notes. */
export function isBarred({ work, desk }: PictureGround, operation: Operation, id?: string): boolean {
  const barrier = work.rights.barrierTo(operation, id)
  if (barrier === undefined) return false
  if (operation === Operation.addNote && desk.takesNotes.get()) return false
  const { can, say, notices } = work
  const text = barrier === Barrier.role ? say('errors.read_only') : whyNot(barrier, can, say)
  showOnce(notices, { tone: 'plain', text })
  return true
}

export function isDraft({ desk }: PictureGround, id: string): boolean {
  return desk.drafts.get().some((draft) => draft.id === id)
}

function onNote(at: PictureGround, id: string, isPrivate: boolean): PicturePlace {
  return {
    add: (photo) => {
      if (!photo) return
      if (isDraft(at, id)) return at.desk.setPhoto(id, photo)
      // One that was left without a word meanwhile is not kept; its picture is.
      if (isPrivate) return void addDraft(at, '', photo)
      if (isPlaceGone(at, { onto: id, isPrivate })) return tellGone(at)
      if (!isBarred(at, Operation.markNote, id)) at.commands.setPhoto(id, photo)
    },
    end: () => undefined,
  }
}

export function tellGone({ work: { notices, say } }: PictureGround): void {
  notices.show({ tone: 'warn', text: say('errors.not_found') })
}

function onDesk(at: PictureGround, isLate: boolean): PicturePlace {
  let isCaretSet = isLate
  return {
    add: (photo, text) => {
      const id = addDraft(at, text, photo)
      // Only once: whoever writes the first caption is not led away from it.
      if (id !== undefined && text === '' && !isCaretSet) at.desk.wanted.set(id)
      isCaretSet = true
    },
    end: () => undefined,
  }
}

/** What was brought while nobody should see it is held back when it comes after the reveal. */
function addDraft({ desk, work }: PictureGround, text: string, photo: Photo | undefined): string | undefined {
  const [id] = desk.add([{ text, photo }])
  if (id === undefined || desk.takesNotes.get()) return id
  desk.hold(id, true)
  work.notices.show({ tone: 'plain', text: work.say('notices.photoAtReveal') })
  return undefined
}

/** Later ones join the step of undo of the first, unless this person has done something else in between. */
function onBoard(at: PictureGround, { near }: Wish, count: number, isLate: boolean): PicturePlace {
  const { work, commands, camera } = at
  const { scene, history, ui } = work
  const spots = blockOfSpots(scene, near, count)
  const added: string[] = []
  let step: unknown
  const nextSpot = (): Point => {
    const spot = spots[added.length] ?? centreOf(near)
    const square = inset({ ...spot, width: 0, height: 0 }, 4 - noteSide / 2)
    // Somebody may have put a note there meanwhile.
    return scene.notesIn(square).length === 0 ? spot : (blockOfSpots(scene, near, 1)[0] ?? spot)
  }
  return {
    add: (photo, text) => {
      // The board may have been locked while they were on their way.
      if (isBarred(at, Operation.addNote)) return
      const before = history.newest()
      const [id] = commands.addNotes([{ text, ...(photo && { photo }), at: nextSpot() }])
      if (id === undefined) return
      if (added.length > 0 && before === step) history.joinNewest()
      if (added.length === 0 && !isLate) showSpots(camera, spots)
      step = history.newest()
      added.push(id)
    },
    end: () => {
      if (added.length > 0 && !isLate && ui.editing.get() === null) ui.selection.set(new Set(added))
    },
  }
}
