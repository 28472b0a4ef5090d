import { readPhoto, sendPhoto } from './api.ts'
import type { Photos } from './board-model.ts'
import type { bringPictures, IntakePlace, putPicture } from './bring-pictures.ts'
import type { carryPictures } from './carry-pictures.ts'
import type { Workplace } from './workplace.ts'
import type { StoredSession } from './session-book.ts'

interface Intake {
  readonly bringPictures: typeof bringPictures
  readonly putPicture: typeof putPicture
  readonly carryPictures: typeof carryPictures
}

const fetchIntake = async (): Promise<Intake> => {
  const [bring, carry] = await Promise.all([import('./bring-pictures.ts'), import('./carry-pictures.ts')])
  return { ...bring, ...carry }
}

/** What brings pictures in is downloaded with the first one. */
export function createPhotos({
  session,
  ...place
}: Omit<IntakePlace, 'send'> & { readonly session: StoredSession }): Photos & Pick<Workplace, 'carry'> {
  const { notices, say } = place.work
  const at: IntakePlace = { ...place, send: (picture) => sendPhoto(session, picture) }
  const withIntake = async (run: (intake: Intake) => void): Promise<void> => {
    try {
      run(await fetchIntake())
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
    carry: (from, pictures) => {
      const pasted = place.work.history.newest()
      void withIntake((intake) => void intake.carryPictures(at, from, pictures, pasted))
    },
    put: (id, file) => void withIntake((intake) => void intake.putPicture(at, id, file)),
  }
}
