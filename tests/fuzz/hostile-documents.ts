import { setTimeout as delay } from 'node:timers/promises'
import * as Y from 'yjs'
import { splitUpdate } from '#client/model/frames/outgoing.ts'
import { addNote } from '#shared/board/note.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { structLimit, updateLimit } from '#shared/wire/message.ts'
import { Role } from '#shared/workshop/role.ts'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import type { HarmfulDocument } from '#tests/corpus/harmful-documents.ts'
import { enterBoard } from '#tests/support/enter-board.ts'
import type { StandaloneServer } from '#tests/support/standalone-server.ts'
import type { SocketClient } from '#tests/support/socket-client.ts'
import type { HostilePage, PageCost } from './hostile-page.ts'

/**
 * A document arrives in a page that has the board open; a person looks at all of it, then at its middle, and writes
 * there; and a page without anything in memory opens the board.
 */
export const phases = ['arrives', 'looked', 'opens'] as const

/** The cost of one document to a page. */
export interface DocumentCost extends Readonly<Record<(typeof phases)[number], PageCost>> {
  readonly name: string
  readonly isLarge: boolean
}

/** Larger documents come by an import: as updates they would take longer than the rate of one person allows. */
const importedBytes = 300_000

/** Has a participant put the document on a board, and a facilitator's page show it. */
export async function tryDocument(
  server: StandaloneServer,
  hostile: HostilePage,
  document: HarmfulDocument,
): Promise<DocumentCost> {
  const doc = new Y.Doc()
  doc.transact(() => document.write(doc))
  const update = Y.encodeStateAsUpdate(doc)
  const isImported = update.byteLength > importedBytes && doc.getMap('notes').size > 0
  const board = await patiently(() => (isImported ? importBoard(server, doc) : server.createBoard()))
  const session = await patiently(() => server.join(board, Role.facilitator))
  const attacker = await patiently(() => enterBoard(server, board))
  const honest = await patiently(() => enterBoard(server, board))
  for (let index = 0; index < 12; index += 1) addHonestNote(honest.doc, index)
  await honest.allSaved()
  const arrives = await hostile.measured(async () => {
    await hostile.open(session)
    if (!isImported) await sendAll(attacker, update)
  })
  const looked = await hostile.measured(() => lookAround(hostile))
  await hostile.leave()
  const opens = await hostile.measured(() => hostile.open(session, { isNew: true }))
  await hostile.leave()
  for (const client of [attacker, honest]) client.socket.terminate()
  return { name: document.name, isLarge: isImported, arrives, looked, opens }
}

async function lookAround({ page }: HostilePage): Promise<void> {
  const board = page.locator('.canvas')
  await page.mouse.move(700, 450)
  await board.focus()
  await page.keyboard.press('Shift+1')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Escape')
  await page.keyboard.down('Control')
  for (let step = 0; step < 30; step += 1) await page.mouse.wheel(0, -120)
  await page.keyboard.up('Control')
  for (let step = 0; step < 8; step += 1) await page.mouse.wheel(60, 40)
  await page.mouse.move(500, 400, { steps: 5 })
  await page.mouse.dblclick(700, 450)
  await page.keyboard.type('ab')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Shift+1')
}

async function importBoard(server: StandaloneServer, doc: Y.Doc): Promise<CreatedBoard> {
  const answer = await fetch(`${server.url.replace('ws', 'http')}/api/imports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: writeBoardFile(snapshotOf(doc)),
  })
  if (!answer.ok) throw new Error(`import: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as CreatedBoard
}

/** Rejects when the server refuses any of it. */
async function sendAll(client: SocketClient, update: Uint8Array): Promise<void> {
  for (const part of splitUpdate(update, updateLimit - 1_000, structLimit - 100)) {
    client.sendUpdate(part)
    await client.allSaved()
    await delay((part.byteLength / 131_072) * 1_100)
  }
}

function addHonestNote(doc: Y.Doc, index: number): void {
  addNote(doc, {
    x: (index % 4) * 224,
    y: Math.floor(index / 4) * 224,
    author: null,
    created: 1,
    text: 'An honest thought of somebody',
  })
}

/** Waits where the server asks for patience: boards and sessions have a limit a minute. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof Error && error.message.includes('429'))) throw error
      await delay(3_000)
    }
  }
}
