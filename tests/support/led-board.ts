import { addNote, notesOf } from '#shared/board/note.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { openStage, type Stage } from './browser.ts'
import { joinByLink, type PersonOptions } from './people.ts'
import type { Person } from './person.ts'
import { joinBoard, type Voter } from './socket-voters.ts'

export interface LedBoard {
  readonly stage: Stage
  readonly board: CreatedBoard
  readonly fay: Voter
  readonly ana: Person
}

/** A board that Fay leads through a socket, with Ana in a browser: a page costs a hundred times as much. */
export async function openLedBoard(anas?: Omit<PersonOptions, 'name'>): Promise<LedBoard> {
  const stage = await openStage()
  const { board, fay } = await leadBoard(stage)
  const ana = await joinByLink(stage, board.links.participant, { name: 'Ana', ...anas })
  return { stage, board, fay, ana }
}

/** A board that Fay leads through a socket. */
export async function leadBoard({ server }: Stage): Promise<Pick<LedBoard, 'board' | 'fay'>> {
  const board = await server.createBoard({ title: 'Our purpose', language: 'en' })
  return { board, fay: await joinBoard(server, board, { role: Role.facilitator, name: 'Fay' }) }
}

/** Writes a note at the origin and waits until it is on disk. */
export async function addText({ client, session }: Voter, text: string): Promise<void> {
  addNote(client.doc, { x: 0, y: 0, author: session.participant.id, created: 1, text })
  await client.allSaved()
}

/** Until exactly these notes are on the board that this person is sent. */
export async function untilTexts({ client }: Voter, ...texts: readonly string[]): Promise<void> {
  const all = JSON.stringify(texts.toSorted())
  await client.until(
    () =>
      JSON.stringify(
        notesOf(client.doc)
          .map(({ text }) => text)
          .toSorted(),
      ) === all,
  )
}
