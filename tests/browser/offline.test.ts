import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addNote } from '#shared/board/note.ts'
import { openStage } from '#tests/support/browser.ts'
import {
  reopenAfterRestart,
  openNewBoard,
  joinByLink,
  waitUntilSaved,
  waitForItems,
} from '#tests/support/people.ts'
import { writeAt } from '#tests/support/canvas-point.ts'
import { itemsOf, savingBadge } from '#tests/support/board-parts.ts'
import { button } from '#tests/support/person.ts'
import { spawnServer } from '#tests/support/server.ts'

test('notes written while the server was gone survive a reload and closing the page, and are merged later', async () => {
  const stage = await openStage(await spawnServer())
  const flora = await openNewBoard(stage, { device: { serviceWorkers: 'allow' } })
  await flora.page.evaluate(async () => void (await navigator.serviceWorker.ready))
  const link = flora.links.participant
  await writeAt(flora, { column: -0.5, row: 0 }, 'Before the cut')
  await waitUntilSaved(flora)

  await stage.server.end('SIGKILL')
  await savingBadge(flora, 'offline').waitFor()
  await writeAt(flora, { column: 1.5, row: 0 }, 'While cut off')
  await waitForItems(flora, 'While cut off')

  await flora.page.reload()
  await savingBadge(flora, 'offline').waitFor()
  await waitForItems(flora, 'Before the cut', 'While cut off')
  await writeAt(flora, { column: -0.5, row: 1.5 }, 'After reloading')
  await waitForItems(flora, 'After reloading')

  const back = await reopenAfterRestart(stage, flora)
  await waitUntilSaved(back)
  await waitForItems(back, 'Before the cut', 'While cut off', 'After reloading')
  expect(new URL(back.page.url()).hash).toBe('')

  const ana = await joinByLink(stage, link, { name: 'Ana' })
  await waitForItems(ana, 'Before the cut', 'While cut off', 'After reloading')
})

test('edits the server refuses are taken back for good, and the person’s own words are offered', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  const { page, words } = flora
  await writeAt(flora, { column: -0.5, row: 0 }, 'Agreed')
  await waitUntilSaved(flora)
  const address = page.url()
  await page.goto(stage.url)
  const [name = '', participant = ''] = await page.evaluate(() => {
    const [entry] = JSON.parse(localStorage.getItem('boussole.sessions') ?? '[]')
    return [`boussole-${entry.board}-${entry.participant.id}`, entry.participant.id] as string[]
  })
  await page.evaluate(putIntoKept, { name, update: [...forged(participant)] })

  await page.goto(address)
  await page.getByText(words.errors.foreign_author).waitFor()
  await waitUntilSaved(flora)
  await expect.poll(() => itemsOf(flora)).toEqual(['Agreed'])
  await button(flora, words.notices.putBackNotes_one).click()
  await waitForItems(flora, 'Agreed', 'My own words')
  await waitUntilSaved(flora)

  await page.reload()
  await waitUntilSaved(flora)
  await waitForItems(flora, 'Agreed', 'My own words')
  expect((await itemsOf(flora)).length).toBe(2)
  expect(await page.getByText(words.errors.foreign_author).count()).toBe(0)
})

/** One change with a note of this person and one in another’s name. */
function forged(participant: string): Uint8Array {
  const doc = new Y.Doc()
  doc.transact(() => {
    addNote(doc, { x: 900, y: 200, author: participant, created: 1, text: 'My own words' })
    addNote(doc, { x: 900, y: 500, author: 'somebody', created: 1, text: 'In another’s name' })
  })
  return Y.encodeStateAsUpdate(doc)
}

/** Runs in the page: adds an update to what the browser keeps of a board. */
function putIntoKept({ name, update }: { name: string; update: number[] }): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name)
    opening.addEventListener('error', () => reject(new Error('the board is not kept under this name')))
    opening.addEventListener('success', () => {
      const work = opening.result.transaction(['updates'], 'readwrite')
      work.objectStore('updates').add(new Uint8Array(update))
      work.addEventListener('complete', () => {
        opening.result.close()
        resolve()
      })
    })
  })
}
