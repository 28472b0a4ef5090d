import type { Photo } from '#shared/board/photo.ts'
import { noteSide } from '#shared/board/note.ts'
import { centreOf, inset, type Point, type Rect } from '#shared/geometry/rect.ts'
import { Barrier, Operation } from '#shared/workshop/policy.ts'
import type { Outcome } from './api.ts'
import { blockOfSpots, showSpots } from './block-of-spots.ts'
import type { BoardCommands, Caption, Desk } from './board-model.ts'
import type { Camera } from './camera.ts'
import type { Workplace } from './workplace.ts'

export interface IntakePlace {
  readonly work: Workplace
  readonly commands: Pick<BoardCommands, 'addNotes' | 'discard' | 'setPhoto'>
  readonly desk: Pick<Desk, 'takesNotes' | 'drafts' | 'add' | 'hold' | 'setPhoto' | 'wanted'>
  readonly camera: Camera
  readonly send: (picture: Blob) => Promise<Outcome<Photo>>
  readonly shrink: (picture: Blob) => Promise<Blob>
}

type Refusal = Extract<Outcome<Photo>, { ok: false }>['code']
type Sent = { readonly file: Blob } & (
  | { readonly photo: Photo }
  | { readonly photo: undefined; readonly code: Refusal }
)

/** More at once make a phone decode them all in its memory. */
const atOnce = 2

/** So long a picture may be on its way before anything is said of it: taste. */
const quietMs = 500

/** What no browser here can make smaller is not even sent above this. A film is no picture. */
const mostBytes = 40_000_000

/** The server takes so many of one person at a time; of a whole folder the rest waits for its turn, for two minutes at most. */
const busyMs = 5_000
const mostWaits = 24

/** What may pass: the same file can be tried again. */
const passing: readonly Refusal[] = ['network', 'internal', 'store_unavailable', 'too_many_requests']

/** Every file becomes a note of its own, or a draft: one action, in a block that covers nothing, as they come. */
export async function bringPictures(
  at: IntakePlace,
  files: readonly Blob[],
  near: Rect,
  caption?: Caption,
): Promise<void> {
  if (files.length === 0 || isBarred(at, Operation.addNote)) return
  const count = files.filter((file) => refusedUnsent(file) === undefined).length
  const place = at.desk.takesNotes.get() ? onDesk(at) : onBoard(at, count, near)
  let words = caption
  /** With the first one that there is a place for. */
  const takeWords = (): string => {
    const taken = words?.() ?? ''
    words = undefined
    return taken
  }
  const sent = await sendAll(at, files, (photo) => place.add(photo, takeWords))
  place.end()
  tellRefused(at, sent, (again) => void bringPictures(at, again, near, words))
}

interface NewPlace {
  readonly add: (photo: Photo, takeWords: () => string) => void
  readonly end: () => void
}

function onDesk(at: IntakePlace): NewPlace {
  let isCaretSet = false
  return {
    add: (photo, takeWords) => {
      const text = takeWords()
      const id = addDraft(at, text, photo)
      // Only once: whoever writes the first caption is not led away from it.
      if (id !== undefined && text === '' && !isCaretSet) at.desk.wanted.set(id)
      isCaretSet = true
    },
    end: () => undefined,
  }
}

/** What was sent while nobody should see it is held back when it comes after the reveal. */
function addDraft({ desk, work }: IntakePlace, text: string, photo: Photo): string | undefined {
  const [id] = desk.add([{ text, photo }])
  if (id === undefined || desk.takesNotes.get()) return id
  desk.hold(id, true)
  work.notices.show({ tone: 'plain', text: work.say('notices.photoAtReveal') })
  return undefined
}

/** Later ones join the step of undo of the first, unless this person has done something else in between. */
function onBoard(at: IntakePlace, count: number, near: Rect): NewPlace {
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
    add: (photo, takeWords) => {
      // The board may have been locked while they were on their way.
      if (isBarred(at, Operation.addNote)) return
      const before = history.newest()
      const [id] = commands.addNotes([{ text: takeWords(), photo, at: nextSpot() }])
      if (id === undefined) return
      if (added.length > 0 && before === step) history.joinNewest()
      if (added.length === 0) showSpots(camera, spots)
      step = history.newest()
      added.push(id)
    },
    end: () => {
      if (added.length > 0 && ui.editing.get() === null) ui.selection.set(new Set(added))
    },
  }
}

/** The file's picture comes onto this note or draft, in place of the one it has. */
export async function putPicture(at: IntakePlace, id: string, file: Blob): Promise<void> {
  const isDraft = () => at.desk.drafts.get().some((draft) => draft.id === id)
  const wasDraft = isDraft()
  if (!wasDraft && isBarred(at, Operation.markNote, id)) return
  const sent = await sendAll(at, [file], () => undefined)
  tellRefused(at, sent, () => void putPicture(at, id, file))
  const photo = sent[0]?.photo
  if (!photo) return
  if (isDraft()) return at.desk.setPhoto(id, photo)
  // One that was left without a word meanwhile is not kept; its picture is.
  if (wasDraft) return void addDraft(at, '', photo)
  if (!at.work.scene.notes.has(id)) {
    at.work.notices.show({ tone: 'warn', text: at.work.say('errors.not_found') })
  } else if (!isBarred(at, Operation.markNote, id)) at.commands.setPhoto(id, photo)
}

/** Says why not. A board on which this person writes privately is no barrier: their desk takes the notes. */
function isBarred({ work, desk }: IntakePlace, operation: Operation, id?: string): boolean {
  const barrier = work.rights.barrierTo(operation, id)
  if (barrier === undefined) return false
  if (operation === Operation.addNote && desk.takesNotes.get()) return false
  const text = work.say(`errors.${barrier === Barrier.role ? 'read_only' : barrier}`)
  if (!work.notices.list.get().some((shown) => shown.text === text))
    work.notices.show({ tone: 'plain', text })
  return true
}

/** A few at a time, in the order given; says that they are on their way when it takes long. */
async function sendAll(
  at: IntakePlace,
  files: readonly Blob[],
  arrived: (photo: Photo) => void,
): Promise<readonly Sent[]> {
  const { notices, say } = at.work
  let notice: string | undefined
  const timer = setTimeout(() => {
    const text = say('notices.photosComing', { count: files.length })
    notice = notices.show({ tone: 'plain', text, isLasting: true })
  }, quietMs)
  const sent: Sent[] = []
  let next = 0
  const work = async () => {
    for (let index = next; index < files.length; index = next) {
      next += 1
      const file = files[index]
      if (!file) continue
      const each = await sendOne(at, file)
      sent[index] = each
      if (each.photo) arrived(each.photo)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, files.length) }, work))
  clearTimeout(timer)
  if (notice !== undefined) notices.dismiss(notice)
  return sent
}

async function sendOne({ shrink, send }: IntakePlace, file: Blob): Promise<Sent> {
  const refused = (code: Refusal): Sent => ({ file, photo: undefined, code })
  const code = refusedUnsent(file)
  if (code) return refused(code)
  const picture = await shrink(file)
  if (picture.size > mostBytes) return refused('photo_too_large')
  let outcome = await send(picture)
  for (let waits = 0; isBusy(outcome) && waits < mostWaits; waits += 1) {
    await new Promise((resolve) => setTimeout(resolve, busyMs))
    outcome = await send(picture)
  }
  return outcome.ok ? { file, photo: outcome.value } : refused(outcome.code)
}

/** What the server would refuse by the look of it. */
function refusedUnsent({ type }: Blob): Refusal | undefined {
  if (type.startsWith('image/svg')) return 'photo_is_drawing'
  return type.startsWith('image/') ? undefined : 'photo_unreadable'
}

function isBusy(outcome: Outcome<Photo>): boolean {
  return !outcome.ok && outcome.code === 'too_many_requests'
}

/** One message a reason; what may pass can be tried again, and is kept until then. */
function tellRefused(
  { work: { notices, say } }: IntakePlace,
  sent: readonly Sent[],
  again: (files: readonly Blob[]) => void,
): void {
  const byCode = new Map<Refusal, Blob[]>()
  for (const each of sent) {
    if (each.photo) continue
    byCode.set(each.code, [...(byCode.get(each.code) ?? []), each.file])
  }
  for (const [code, files] of byCode) {
    const what = say('notices.photosRefused', { count: files.length, name: nameOf(files[0]) })
    notices.show({
      tone: 'warn',
      text: `${what} ${say(`errors.${code}`)}`,
      ...(passing.includes(code) && {
        isLasting: true,
        action: { label: say('notices.tryAgain'), run: () => again(files) },
      }),
    })
  }
}

function nameOf(file: Blob | undefined): string {
  return file instanceof File ? file.name : ''
}
