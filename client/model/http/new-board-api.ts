import type { CreatedBoard, NewBoard, Opening } from '#shared/wire/http.ts'
import { ask, type Outcome } from './api.ts'

/** Who may open boards on this server, and whether the person may, with this secret. */
export function readOpening(createSecret?: string): Promise<Outcome<Opening>> {
  return ask('GET', '/api/opening', { createSecret })
}

/** `createSecret`: that of a server on which only people who know it open boards. Below, too. */
export function createBoard(board: NewBoard, createSecret?: string): Promise<Outcome<CreatedBoard>> {
  return ask('POST', '/api/boards', { json: board, createSecret })
}

/** Makes a new board of a board file (JSON export). */
export function importBoard(file: Blob, createSecret?: string): Promise<Outcome<CreatedBoard>> {
  return ask('POST', '/api/imports', { file, createSecret })
}

/** Makes a second board that goes on from the adopted purpose in a board file. */
export function goOnFrom(file: Blob, title: string, createSecret?: string): Promise<Outcome<CreatedBoard>> {
  return ask('POST', `/api/imports?second=${encodeURIComponent(title)}`, { file, createSecret })
}
