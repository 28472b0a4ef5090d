import { onTestFinished } from 'vitest'
import { addNote, type NewNote } from '#shared/board/note.ts'
import { readWriting } from '#shared/board/writing.ts'
import type { CreatedBoard, CreatedSession } from '#shared/wire/http.ts'
import type { WritingMode } from '#shared/workshop/writing.ts'
import type { ServerClient } from './server.ts'
import { connectClient, type SocketClient } from './socket-client.ts'
import type { Voter } from './socket-voters.ts'

/** Connects to the desk of this session's participant and waits until it is here; gone with the test. */
export async function joinDesk(
  server: ServerClient,
  board: CreatedBoard,
  session: CreatedSession,
  { keepsFrames = false } = {},
): Promise<SocketClient> {
  const client = connectClient({
    url: server.url.replace('http', 'ws'),
    board: `${board.id}/desk`,
    token: session.session,
    keepsFrames,
  })
  onTestFinished(() => client.socket.terminate())
  await client.until(() => client.hello() !== undefined && client.isSynced())
  return client
}

/** Adds unsigned drafts and waits until they are on disk; returns their ids. */
export async function writeDrafts(
  desk: SocketClient,
  texts: readonly string[],
  facts: Partial<NewNote> = {},
): Promise<readonly string[]> {
  const ids = texts.map((text) =>
    addNote(desk.doc, { x: 0, y: 0, author: null, created: 1_234, ...facts, text }),
  )
  await desk.allSaved()
  return ids
}

/** Switches and waits until this person's document says so. */
export async function setWriting({ client }: Voter, mode: WritingMode): Promise<void> {
  const reply = await client.command({ kind: 'writing.set', mode })
  if (!reply.ok) throw new Error(`not set: ${JSON.stringify(reply)}`)
  await client.until(() => readWriting(client.doc).mode === mode)
}

/** Reveals all desks; how many notes that were. */
export async function reveal({ client }: Voter, key?: string): Promise<number | undefined> {
  const reply = await client.command({ kind: 'desk.reveal' }, key)
  if (!reply.ok) throw new Error(`not revealed: ${JSON.stringify(reply)}`)
  return reply.revealed
}
