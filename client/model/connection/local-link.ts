import { atom } from 'nanostores'
import type * as Y from 'yjs'
import { SavingState } from '../contract/board-model.ts'
import type { BoardDocument } from '../document/board-document.ts'
import type { ServerMessage } from './connection.ts'
import type { LiveDocument } from './live-document.ts'
import type { RemoteCommands } from './remote-commands.ts'

/**
 * Stands in for the server on a board of this page alone: the canvas bench, and tests of rules. Nothing is sent or
 * kept. `deliver` hands the model a message as if the server had sent it.
 */
export class LocalLink {
  readonly doc: Y.Doc
  #onMessage: (message: ServerMessage) => void = () => undefined

  constructor(doc: Y.Doc) {
    this.doc = doc
  }

  listen(onMessage: (message: ServerMessage) => void): void {
    this.#onMessage = onMessage
  }

  deliver(message: ServerMessage): void {
    this.#onMessage(message)
  }

  /** A document that no server has: always saved, never refused. */
  openDocument(board: BoardDocument): LiveDocument {
    return {
      saving: atom(SavingState.saved),
      arriving: atom(null),
      isCurrent: atom(true),
      send: () => undefined,
      unsaved: () => new Set(),
      rebuild: () => undefined,
      outdate: () => undefined,
      close: () => board.current().destroy(),
    }
  }

  /** Takes dots, and answers every other command as a server that cannot be reached. */
  commands(): RemoteCommands {
    return {
      run: async ({ kind }) =>
        kind === 'dot.place' || kind === 'dot.take' || kind === 'answer.set'
          ? { ok: true }
          : { ok: false, code: 'network', message: 'This board has no server.' },
      replied: () => undefined,
      refused: () => undefined,
      connected: () => undefined,
      disconnected: () => undefined,
      close: () => undefined,
    }
  }
}
