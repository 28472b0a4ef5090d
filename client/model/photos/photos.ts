import { atom, type ReadableAtom } from 'nanostores'
import { mayWrite } from '#shared/workshop/policy.ts'
import { readPhoto, sendPhoto } from '../http/api.ts'
import { SavingState, type Photos } from '../contract/board-model.ts'
import type { carryPhotos } from './carry-photos.ts'
import { deleteBrowserCopy, photoOutboxName } from '../memory/storage-names.ts'
import type { PhotoGround } from './photo-places.ts'
import type { PhotoUploads } from './photo-uploads.ts'
import type { Platform } from '../platform/platform.ts'
import { noUploads, type UploadCount } from '../connection/saving.ts'
import type { EarlyWorkplace } from '../commands/command-context.ts'
import type { StoredSession } from '../memory/session-book.ts'
import { isAwaited, rememberWaiting } from '../memory/sessions.ts'

interface Intake {
  readonly PhotoUploads: typeof PhotoUploads
  readonly carryPhotos: typeof carryPhotos
}

interface OpenIntake extends Intake {
  readonly uploads: PhotoUploads
}

/** Downloads the code for uploads, so that it is there when the connection is not. */
const fetchIntake = async (): Promise<Intake> => {
  const [uploads, carry] = await Promise.all([
    import('./photo-uploads.ts'),
    import('./carry-photos.ts'),
    import('../platform/shrink-photo.ts'),
  ])
  return { ...uploads, ...carry }
}

/** Wait after the board's download, whose own parts go first. Not measured. */
const restMs = 1_500
/** Wait before the next attempt of a failed download. Not measured. */
const againMs = 10_000

/** In these states the server can be reached and everything that it has is here. */
const joined: readonly SavingState[] = [SavingState.saved, SavingState.saving]
const ended: readonly SavingState[] = [SavingState.revoked, SavingState.gone]

export interface PhotosOptions extends PhotoGround {
  readonly session: StoredSession
  readonly platform: Pick<Platform, 'openPhotoOutboxDb' | 'shrink' | 'random'>
}

interface OpenPhotos extends Photos, Pick<EarlyWorkplace, 'carry'> {
  readonly underway: ReadableAtom<UploadCount>
  /** Gets the saving states of board and desk: waiting photos are sent when both allow it, and forgotten at the end. */
  readonly heard: (board: SavingState, desk: SavingState | null) => void
  readonly close: () => void
}

/** A draft of their owner's own. */
const held = { near: { x: 0, y: 0, width: 0, height: 0 }, isPrivate: true, isHeld: true } as const

/**
 * The board's photos. The code for uploads is downloaded after the board, or with the first photo. Whether a photo is
 * private is decided when it is chosen: a reveal may come during the download.
 */
export function createPhotos({ session, platform, ...ground }: PhotosOptions): OpenPhotos {
  const { work, desk } = ground
  const { notices, say } = work
  const { board, participant } = session
  const name = photoOutboxName(board, participant.id)
  const canWrite = mayWrite(session.role)
  const { openPhotoOutboxDb, shrink, random } = platform
  /** Nothing counts as saved before it is known whether photos of an earlier visit still wait. */
  let isRemembered = canWrite && isAwaited(board, participant.id)
  const underway = atom<UploadCount>(isRemembered ? { count: 1, isKept: true } : noUploads)
  underway.listen(({ count }) => {
    if (count > 0 === isRemembered) return
    isRemembered = count > 0
    rememberWaiting(board, participant.id, isRemembered)
  })
  const send = (picture: Blob) => sendPhoto(session, picture)
  let fetched: Promise<OpenIntake | undefined> | undefined
  let uploads: PhotoUploads | undefined
  let rested: ReturnType<typeof setTimeout> | undefined
  let isJoined: boolean | undefined
  let isOver = false

  const tellWay = () => {
    if (isJoined === true) uploads?.resume()
    else if (isJoined === false) uploads?.rest()
  }
  const openIntake = async (): Promise<OpenIntake | undefined> => {
    const intake = await fetchIntake()
    // The outbox may have been deleted meanwhile, and must not be created again.
    if (isOver) return undefined
    const openOutboxDb = openPhotoOutboxDb && canWrite ? () => openPhotoOutboxDb(name) : undefined
    uploads = new intake.PhotoUploads({ ...ground, send, shrink, random, openOutboxDb, underway })
    tellWay()
    return { ...intake, uploads }
  }
  const ready = async (): Promise<OpenIntake | undefined> => {
    try {
      fetched ??= openIntake()
      return await fetched
    } catch {
      // Offline before the first photo: the code for uploads cannot be downloaded.
      fetched = undefined
      return undefined
    }
  }
  const prepare = async (): Promise<void> => {
    const intake = await ready()
    clearTimeout(rested)
    if (!intake && isJoined && !isOver) rested = setTimeout(() => void prepare(), againMs)
  }
  const withIntake = async (run: (intake: OpenIntake) => void): Promise<void> => {
    const intake = await ready()
    if (isOver) return
    if (intake) return run(intake)
    const action = { label: say('notices.tryAgain'), run: () => void withIntake(run) }
    notices.show({ tone: 'warn', text: say('errors.network'), isLasting: true, action })
  }
  const close = () => {
    isOver = true
    clearTimeout(rested)
    uploads?.close()
  }
  return {
    underway,
    read: (id) => readPhoto(session, id),
    bring: (files, near, caption) => {
      const isPrivate = desk.takesNotes.get()
      void withIntake((intake) => intake.uploads.bring(files, { near, isPrivate }, caption))
    },
    hold: (files) => {
      void withIntake((intake) => intake.uploads.bring(files, held))
    },
    send: async (file) => send(await shrink(file).catch(() => file)),
    carry: (from, pictures) => {
      const pasted = ground.work.history.newest()
      void withIntake((intake) => void intake.carryPhotos({ ...ground, send }, from, pictures, pasted))
    },
    put: (id, file) => {
      const isPrivate = [...desk.drafts.get(), ...desk.answers.get()].some((draft) => draft.id === id)
      void withIntake((intake) => intake.uploads.put(id, file, isPrivate))
    },
    heard: (ofBoard, ofDesk) => {
      const both = ofDesk === null ? [ofBoard] : [ofBoard, ofDesk]
      if (!canWrite || isOver || both.includes(SavingState.joining)) return
      if (both.some((state) => ended.includes(state))) {
        uploads?.end()
        close()
        rememberWaiting(board, participant.id, false)
        return deleteBrowserCopy(name)
      }
      const isNow = both.every((state) => joined.includes(state))
      if (isNow === isJoined) return
      isJoined = isNow
      clearTimeout(rested)
      if (uploads) tellWay()
      else rested = setTimeout(() => void prepare(), isRemembered ? 0 : restMs)
    },
    close,
  }
}
