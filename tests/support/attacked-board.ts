import { expect } from 'vitest'
import type * as Y from 'yjs'
import { addNote, notesOf } from '#shared/board/note.ts'
import type { Role } from '#shared/workshop/role.ts'
import { contentOf } from './simulated-people.ts'
import { startRelay, type RelayOptions, type RelayServer, type TestBoard } from './relay-server.ts'
import type { SocketClient } from './socket-client.ts'

/** Two people who work on a board while others attack it. */
export interface AttackedBoard {
  readonly relay: RelayServer
  readonly board: TestBoard
  readonly ada: SocketClient
  readonly bo: SocketClient
  /** Somebody with a link of their own who has said hello. */
  readonly attacker: (role?: Role) => Promise<SocketClient>
  /**
   * Expects that honest updates still reach the others and a newcomer, unrefused and unchanged, and that the server has
   * logged no error.
   */
  readonly expectUnaffected: () => Promise<void>
}

export async function openAttackedBoard(options?: RelayOptions): Promise<AttackedBoard> {
  const relay = await startRelay(options)
  const board = await relay.newBoard()
  const [ada, bo] = [await board.join({ name: 'Ada' }), await board.join({ name: 'Bo' })]
  const ids: string[] = []

  function write(by: SocketClient, text: string): void {
    ids.push(addNote(by.doc, { x: 0, y: 0, author: by.hello()?.me.id ?? null, created: 1, text }))
  }

  await ada.until(() => ada.hello() !== undefined)
  await bo.until(() => bo.hello() !== undefined)
  write(ada, 'why us?')
  await bo.until(() => notesOf(bo.doc).length === 1)
  return {
    relay,
    board,
    ada,
    bo,
    attacker: async (role) => {
      const client = await board.join(role === undefined ? {} : { role })
      await client.until(() => client.hello() !== undefined)
      return client
    },
    expectUnaffected: async () => {
      write(ada, 'still here')
      write(bo, 'so am I')
      await Promise.all([ada.allSaved(), bo.allSaved()])
      const all = (doc: Y.Doc) => ids.every((id) => notesOf(doc).some((note) => note.id === id))
      await ada.until(() => all(ada.doc))
      await bo.until(() => all(bo.doc))
      const newcomer = await board.join()
      // The newest updates follow the shared answer.
      await newcomer.until(() => all(newcomer.doc))
      expect(contentOf(newcomer.doc)).toEqual(contentOf(ada.doc))
      expect(contentOf(bo.doc)).toEqual(contentOf(ada.doc))
      await newcomer.close()
      expect(relay.errors).toEqual([])
    },
  }
}
