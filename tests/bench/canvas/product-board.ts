import type { Page } from 'playwright-core'
import type * as Y from 'yjs'
import { clustersOf } from '#shared/board/cluster.ts'
import { notesOf } from '#shared/board/note.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { sampleBoard } from '#client/bench/sample.ts'
import { enterBoard } from '../../support/enter-board.ts'
import type { StandaloneServer } from '../../support/standalone-server.ts'

/** As many options as a vote may have. */
const options = 2_000

/** Found by these words, to be dragged and written in. */
export const needle = 'Compass needle'

/** `grouped` is the share of notes in groups. */
export async function importSample(
  server: StandaloneServer,
  count: number,
  grouped = 0,
): Promise<CreatedBoard> {
  return importNotes(server, sampleBoard(count, grouped), (text, index) =>
    index === Math.floor(count / 2) ? needle : text,
  )
}

/** A board with the notes and groups of a document, each with its text as the function gives it. */
export async function importNotes(
  server: StandaloneServer,
  board: Y.Doc,
  textOf: (text: string, index: number) => string,
): Promise<CreatedBoard> {
  const notes = notesOf(board).map(({ author: _author, area: _area, ...note }, index) => ({
    ...note,
    text: textOf(note.text, index),
  }))
  const file = {
    format: 'boussole-board',
    version: 1,
    title: 'Bench',
    language: 'en',
    notes,
    clusters: clustersOf(board),
    rounds: [],
  }
  const answer = await fetch(`${server.url.replace('ws', 'http')}/api/imports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(file),
  })
  if (!answer.ok) throw new Error(`the sample was not imported: ${await answer.text()}`)
  return (await answer.json()) as CreatedBoard
}

/** A secret vote on 2,000 notes. Returns its id. */
export async function openVote(server: StandaloneServer, board: CreatedBoard): Promise<string> {
  const client = await enterBoard(server, board, Role.facilitator)
  const ids = notesOf(client.doc).slice(0, options)
  const answer = await client.command({
    kind: 'round.open',
    title: 'Which?',
    target: 'notes',
    options: ids.map(({ id }) => id),
    budget: 10,
    cap: 3,
    isSecret: true,
    minutes: null,
    previous: null,
  })
  if (!answer.ok || answer.round === undefined) throw new Error('the vote was not opened')
  await client.close()
  return answer.round
}

/** Serialised into the page: nothing outside this function can be used. */
export function watchForCanvas(): void {
  const nothing = () => undefined
  window.canvasBench = {
    isPainted: () => document.querySelector('canvas') !== null,
    positions: () => [],
    fit: nothing,
    zoomTo: nothing,
    zoom: () => 1,
    centreOn: nothing,
    select: nothing,
    rectOf: () => ({ x: 0, y: 0, width: 0, height: 0 }),
    textOf: () => '',
    remoteMoves: nothing,
    stop: nothing,
  }
}

export async function join(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Join the board' }).click()
}
