import { readPhoto, sendPhoto } from './api.ts'
import type { Photos } from './board-model.ts'
import type { bringPictures, IntakePlace, putPicture } from './bring-pictures.ts'
import type { StoredSession } from './session-book.ts'

interface Intake {
  readonly bringPictures: typeof bringPictures
  readonly putPicture: typeof putPicture
}

/** What brings pictures in is downloaded with the first one. */
export function createPhotos({
  session,
  ...place
}: Omit<IntakePlace, 'send'> & { readonly session: StoredSession }): Photos {
  const { notices, say } = place.work
  const at: IntakePlace = { ...place, send: (picture) => sendPhoto(session, picture) }
  const withIntake = async (run: (intake: Intake) => void): Promise<void> => {
    try {
      run(await import('./bring-pictures.ts'))
    } catch {
      // Cut off before the first picture: what would bring it in cannot be fetched either.
      const action = { label: say('notices.tryAgain'), run: () => void withIntake(run) }
      notices.show({ tone: 'warn', text: say('errors.network'), isLasting: true, action })
    }
  }
  return {
    read: (id) => readPhoto(session, id),
    bring: (files, near, caption) =>
      void withIntake((intake) => void intake.bringPictures(at, files, near, caption)),
    put: (id, file) => void withIntake((intake) => void intake.putPicture(at, id, file)),
  }
}
