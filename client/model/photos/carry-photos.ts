import { setPhoto, writeNote } from '#shared/board/note.ts'
import type { Photo } from '#shared/board/photo.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { readPhoto, type Outcome } from '../http/api.ts'
import type { PhotoGround } from './photo-places.ts'
import { findSession } from '../memory/sessions.ts'
import { asStep, type CarriedPhoto } from '../commands/command-context.ts'

interface Sender extends PhotoGround {
  readonly send: (picture: Blob) => Promise<Outcome<Photo>>
}

/**
 * Carries over the photos of notes pasted from another board: fetches them with this browser's session there, uploads
 * them here, and puts them on the new notes as part of the pasting. A photo that fails is replaced by its description.
 */
export async function carryPhotos(
  at: Sender,
  from: string,
  pictures: readonly CarriedPhoto[],
  pasted: unknown,
): Promise<void> {
  const arrived = new Map<string, Photo>()
  for (const { photo } of pictures) {
    if (arrived.has(photo.id)) continue
    const sent = await carry(at, from, photo)
    if (sent) arrived.set(photo.id, sent)
  }
  const { work, desk, commands } = at
  const isDraft = (id: string) => desk.drafts.get().some((draft) => draft.id === id)
  const isPastedNewest = work.history.newest() === pasted
  asStep(work, (doc) => {
    for (const { id, photo } of pictures) {
      const here = arrived.get(photo.id)
      const note = work.scene.notes.get(id)
      if (!note || !work.can(Operation.markNote, id)) continue
      if (here) setPhoto(doc, id, describedAs(here, photo))
      else if (note.text === '' && photo.alt !== undefined) writeNote(doc, id, photo.alt)
    }
  })
  if (isPastedNewest && work.history.newest() !== pasted) work.history.joinNewest()
  for (const { id, photo } of pictures) {
    const here = arrived.get(photo.id)
    // A note with neither photo nor words is removed.
    if (!here && work.scene.notes.get(id)?.text === '') commands.discard(id)
    if (here && isDraft(id)) desk.setPhoto(id, describedAs(here, photo))
  }
  const missing = pictures.filter(({ photo }) => !arrived.has(photo.id)).length
  if (missing > 0)
    work.notices.show({ tone: 'warn', text: work.say('notices.photosLeft', { count: missing }) })
}

async function carry({ send }: Sender, from: string, photo: Photo): Promise<Photo | undefined> {
  const session = findSession(from)
  if (!session) return undefined
  const read = await readPhoto(session, photo.id)
  const sent = read.ok ? await send(read.value) : read
  return sent.ok ? sent.value : undefined
}

/** Another board has its own bytes of it; all that was said of it goes along. */
function describedAs({ id, width, height }: Photo, said: Photo): Photo {
  return { ...said, id, width, height }
}
