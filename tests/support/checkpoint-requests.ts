import { expect } from 'vitest'
import { addNote } from '#shared/board/note.ts'
import type { Checkpoint, CheckpointPreview, CreatedBoard, Restored } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { startServer, type ServerClient, type TestServer } from '#tests/support/server.ts'
import { joinBoard, type Voter } from '#tests/support/socket-voters.ts'

interface BoardForThree {
  readonly server: TestServer
  readonly board: CreatedBoard
  readonly fay: Voter
  readonly ada: Voter
  readonly bo: Voter
}

export async function openBoardForThree({
  documentsMemory,
  ...facts
}: { title?: string; documentsMemory?: number } = {}): Promise<BoardForThree> {
  const server = await startServer({ ...(documentsMemory !== undefined && { documentsMemory }) })
  const board = await server.createBoard({ language: 'en', ...facts })
  const fay = await joinBoard(server, board, { role: Role.facilitator, name: 'Fay' })
  const ada = await joinBoard(server, board, { name: 'Ada' })
  const bo = await joinBoard(server, board, { name: 'Bo' })
  return { server, board, fay, ada, bo }
}

export function writeAs({ client, session }: Voter, text: string, x = 0): string {
  return addNote(client.doc, { text, x, y: 0, author: session.participant.id, created: 1 })
}

export function askForCheckpoints(
  server: ServerClient,
  method: string,
  board: CreatedBoard,
  { session }: Voter,
  path = '',
  body?: unknown,
) {
  return server.ask(method, `/api/boards/${board.id}/checkpoints${path}`, body, session.session)
}

export async function keepCheckpoint(
  server: ServerClient,
  board: CreatedBoard,
  by: Voter,
): Promise<Checkpoint> {
  const answer = await askForCheckpoints(server, 'POST', board, by)
  expect(answer.status).toBe(201)
  return answer.body as Checkpoint
}

export async function listCheckpoints(
  server: ServerClient,
  board: CreatedBoard,
  by: Voter,
): Promise<readonly Checkpoint[]> {
  return (await askForCheckpoints(server, 'GET', board, by)).body as readonly Checkpoint[]
}

export async function previewCheckpoint(server: ServerClient, board: CreatedBoard, by: Voter, id: string) {
  return (await askForCheckpoints(server, 'GET', board, by, `/${id}`)).body as CheckpointPreview
}

/** Returns the checkpoint that undoes it. */
export async function restoreCheckpoint(
  server: ServerClient,
  board: CreatedBoard,
  by: Voter,
  id: string,
): Promise<string> {
  const answer = await askForCheckpoints(server, 'POST', board, by, `/${id}/restore`, { as: 'inPlace' })
  expect([answer.status, answer.body]).toEqual([200, { undo: expect.any(String) }])
  return (answer.body as Restored).undo
}
