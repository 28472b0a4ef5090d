import { expect } from 'vitest'
import type { CreatedBoard, CreatedSession, DeviceLink } from '#shared/wire/http.ts'
import { secretOf, type ServerClient } from './server.ts'

export const devicesPath = (board: CreatedBoard) => `/api/boards/${board.id}/devices`

export async function createDeviceLink(
  server: ServerClient,
  board: CreatedBoard,
  session: CreatedSession,
): Promise<DeviceLink> {
  const answer = await server.ask('POST', devicesPath(board), undefined, session.session)
  expect(answer.status).toBe(201)
  return answer.body as DeviceLink
}

/** The same person on one more device. */
export async function joinOnAnotherDevice(
  server: ServerClient,
  board: CreatedBoard,
  session: CreatedSession,
): Promise<CreatedSession> {
  const { link } = await createDeviceLink(server, board, session)
  const ticket = { board: board.id, secret: secretOf(link) }
  const { status, body } = await server.ask('POST', '/api/sessions', ticket)
  expect(status).toBe(201)
  return body as CreatedSession
}
