import { noteSide } from '#shared/geometry/sizes.ts'
import type { Photo } from '#shared/board/photo.ts'
import { centreOf, inset, type Point } from '#shared/geometry/rect.ts'
import { Audience } from '#shared/workshop/audience.ts'
import { Barrier, Operation } from '#shared/workshop/policy.ts'
import { blockOfSpots, showSpots } from '../view/block-of-spots.ts'
import type { BoardCommands } from '../contract/board-commands.ts'
import type { Desk } from '../contract/board-model.ts'
import type { Camera } from '../view/camera.ts'
import { showOnce, whyNot } from '../commands/notices.ts'
import type { WaitingPhoto } from '../memory/photo-outbox-db.ts'
import type { EarlyWorkplace } from '../commands/command-context.ts'

/** The parts of the model that receive uploaded photos. */
export interface PhotoGround {
  readonly work: EarlyWorkplace
  readonly commands: Pick<BoardCommands, 'addNotes' | 'discard' | 'setPhoto'>
  readonly desk: Pick<
    Desk,
    'takesNotes' | 'drafts' | 'answers' | 'add' | 'setAudience' | 'setPhoto' | 'wanted'
  >
  readonly camera: Camera
}

/** The place of photos that were added together. */
export interface PhotoPlace {
  /** Adds a photo with its words; without a photo, for a refused one, the words alone. */
  readonly add: (photo: Photo | undefined, text: string) => void
  readonly end: () => void
}

export type Wish = Pick<WaitingPhoto, 'near' | 'onto' | 'isPrivate' | 'isHeld'>

/**
 * Late photos arrive while this person may be doing something else: they move neither view, selection nor caret.
 */
export function placeFor(at: PhotoGround, wish: Wish, count: number, isLate: boolean): PhotoPlace {
  if (wish.onto !== null) return onNote(at, wish.onto, wish.isPrivate)
  return wish.isPrivate || at.desk.takesNotes.get()
    ? onDesk(at, wish.isHeld === true, isLate)
    : onBoard(at, wish, count, isLate)
}

/** True if the note for which it was chosen has been deleted meanwhile. */
export function isPlaceGone({ work }: PhotoGround, { onto, isPrivate }: Omit<Wish, 'near'>): boolean {
  return onto !== null && !isPrivate && !work.scene.notes.has(onto)
}

/** Shows the barrier and returns true. Private writing is no barrier: the person's desk takes the notes. */
export function isBarred({ work, desk }: PhotoGround, operation: Operation, id?: string): boolean {
  const barrier = work.rights.barrierTo(operation, id)
  if (barrier === undefined) return false
  if (operation === Operation.addNote && desk.takesNotes.get()) return false
  const { can, say, notices } = work
  const text = barrier === Barrier.role ? say('errors.read_only') : whyNot(barrier, can, say)
  showOnce(notices, { tone: 'plain', text })
  return true
}

function isDraft({ desk }: PhotoGround, id: string): boolean {
  return [...desk.drafts.get(), ...desk.answers.get()].some((draft) => draft.id === id)
}

function onNote(at: PhotoGround, id: string, isPrivate: boolean): PhotoPlace {
  return {
    add: (photo) => {
      if (!photo) return
      if (isDraft(at, id)) return at.desk.setPhoto(id, photo)
      // An empty draft was removed meanwhile; its photo is kept.
      if (isPrivate) return void addDraft(at, '', photo)
      if (isPlaceGone(at, { onto: id, isPrivate })) return tellGone(at)
      if (!isBarred(at, Operation.markNote, id)) at.commands.setPhoto(id, photo)
    },
    end: () => undefined,
  }
}

export function tellGone({ work: { notices, say } }: PhotoGround): void {
  notices.show({ tone: 'warn', text: say('errors.not_found') })
}

function onDesk(at: PhotoGround, isHeld: boolean, isLate: boolean): PhotoPlace {
  let isCaretSet = isLate
  return {
    add: (photo, text) => {
      const id = isHeld ? holdDraft(at, text, photo) : addDraft(at, text, photo)
      // Only once, so that nobody is led away from the first caption.
      if (id !== undefined && text === '' && !isCaretSet) at.desk.wanted.set(id)
      isCaretSet = true
    },
    end: () => undefined,
  }
}

function holdDraft({ desk }: PhotoGround, text: string, photo: Photo | undefined): string | undefined {
  const step = desk.takesNotes.get() ? {} : { origin: {} }
  return desk.add([{ text, photo, audience: Audience.onlyMe, ...step }])[0]
}

/** Adds a draft. A private photo that arrives after the reveal is held back. */
function addDraft({ desk, work }: PhotoGround, text: string, photo: Photo | undefined): string | undefined {
  const [id] = desk.add([{ text, photo }])
  if (id === undefined || desk.takesNotes.get()) return id
  desk.setAudience(id, Audience.onlyMe)
  work.notices.show({ tone: 'plain', text: work.say('notices.photoAtReveal') })
  return undefined
}

/** Adds notes to the board. Later photos join the first one's step of undo, unless another step came between. */
function onBoard(at: PhotoGround, { near }: Wish, count: number, isLate: boolean): PhotoPlace {
  const { work, commands, camera } = at
  const { scene, history, ui } = work
  const spots = blockOfSpots(scene, near, count)
  const added: string[] = []
  let step: unknown
  const nextSpot = (): Point => {
    const spot = spots[added.length] ?? centreOf(near)
    const square = inset({ ...spot, width: 0, height: 0 }, 4 - noteSide / 2)
    // Another person may have put a note there meanwhile.
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
