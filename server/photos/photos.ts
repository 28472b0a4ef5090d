import { createHash } from 'node:crypto'
import type { Photo } from '#shared/board/photo.ts'
import { boardStateOf } from '#shared/board/state.ts'
import { barrierTo, Operation, type Barrier } from '#shared/workshop/policy.ts'
import type { Session } from '../access/session.ts'
import type { Rooms } from '../relay/rooms.ts'
import type { Store, StoredPhoto } from '../store/store.ts'
import type { Albums } from '../guard/albums.ts'
import type { Decoder } from './decoder.ts'
import type { PictureProblem } from './picture.ts'

/** The pictures of all boards: taken from those who may send them, given to those who may see them. */
export interface Photos {
  /** Why this person may not send a picture to their board now. */
  readonly barrier: (session: Session) => Promise<Barrier | undefined>
  /** Draws the picture anew and keeps that; `busy` when too many wait. Rejects with a `StoreError`. */
  readonly keep: (session: Session, bytes: Uint8Array) => Promise<KeptPhoto>
  /** Undefined for one that there is not, and for one that is not this person's to see. */
  readonly read: (session: Session, photo: string) => Promise<StoredPhoto | undefined>
}

export type KeptPhoto =
  | { readonly ok: true; readonly photo: Photo }
  | { readonly ok: false; readonly problem: PictureProblem | 'busy' | 'quota' }

export interface PhotosTools {
  readonly store: Pick<Store, 'putPhoto' | 'readPhoto'>
  readonly albums: Pick<Albums, 'sent' | 'isReadable'>
  readonly decoder: Pick<Decoder, 'decode'>
  readonly rooms: Pick<Rooms, 'withBoard'>
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Of a board's pictures as they are kept. */
  readonly boardBytes: number
}

const dayMs = 24 * 60 * 60_000

export function createPhotos({ store, albums, decoder, rooms, now, boardBytes }: PhotosTools): Photos {
  return {
    barrier: async ({ board, role }) =>
      rooms.withBoard(board, async ({ read }) => barrierTo(role, Operation.sendPhoto, read(boardStateOf))),

    keep: async ({ board, participant }, bytes) => {
      const result = await decoder.decode(bytes)
      if (!result) return { ok: false, problem: 'busy' }
      if (!result.ok) return result
      const { type, width, height, data } = result.picture
      const id = createHash('sha256').update(data).digest('base64url')
      // To the day: when somebody writes is nobody's business.
      const at = Math.floor(now() / dayMs) * dayMs
      const isKept = await store.putPhoto(
        { board, id, participant: participant.id, type, data, at },
        boardBytes,
      )
      if (!isKept) return { ok: false, problem: 'quota' }
      albums.sent(board, participant.id, id)
      return { ok: true, photo: { id, width, height } }
    },

    read: async ({ board, participant }, photo) => {
      const isReadable = await rooms.withBoard(board, async ({ id }) =>
        albums.isReadable(id, participant.id, photo),
      )
      return isReadable ? store.readPhoto(board, photo) : undefined
    },
  }
}
