import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { draftsOf, holdDrafts, isWritten } from '#shared/board/draft.ts'
import { addNote, moveNotes, notesOf, removeNotes, setTint, writeNote } from '#shared/board/note.ts'
import { Role } from '#shared/workshop/role.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { reveal } from '#tests/support/socket-desks.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { connectClient, type SocketClient } from '#tests/support/socket-client.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'
import { until } from '#tests/support/until.ts'

const authors = 5
const steps = 300
const timeLimitMs = 300_000

/** One device of one author: its copy of the desk, connected or not. */
interface Device {
  readonly doc: Y.Doc
  client: SocketClient | undefined
}

test(
  'random writing, editing, holding, deleting and disconnecting during reveals leaves every draft in one place',
  async () => {
    const seed = testSeed()
    const random = seededRandom(seed)
    const server = await startServer()
    const board = await server.createBoard()
    const fay = await joinBoard(server, board, { role: Role.facilitator })
    const people = await Promise.all(Array.from({ length: authors }, async () => server.join(board)))
    const devices = people.map(({ session }) => ({
      session,
      both: [newDevice(), newDevice()] as readonly Device[],
    }))
    /** Every draft begins with a token of its own; those deleted by their authors may be anywhere or nowhere. */
    const written = new Set<string>()
    const deleted = new Set<string>()

    for (let step = 0; step < steps; step += 1) {
      const { session, both } = random.pick(devices)
      const device = random.pick(both)
      const drafts = draftsOf(device.doc)
      const one = drafts.length > 0 ? random.pick(drafts) : undefined
      const dice = random.below(100)
      if (dice < 45) {
        const token = `draft${written.size}.`
        written.add(token)
        addNote(device.doc, { x: 0, y: 0, author: null, created: 1, text: token })
      } else if (dice < 55 && one) writeNote(device.doc, one.id, `${one.text} more`)
      else if (dice < 62 && one) holdDrafts(device.doc, [one.id], !one.isHeld)
      else if (dice < 68 && one) moveNotes(device.doc, [{ id: one.id, x: step, y: step }])
      else if (dice < 72 && one) setTint(device.doc, [one.id], 'mint')
      else if (dice < 76 && one) {
        deleted.add(tokenOf(one))
        removeNotes(device.doc, [one.id])
      } else if (dice < 92) await toggle(server, board, session, device)
      else if (dice < 94) await reveal(fay)
    }

    const all = devices.flatMap(({ both }) => both)
    for (const { session, both } of devices) {
      for (const device of both) if (!device.client) await toggle(server, board, session, device)
    }
    await Promise.all(all.map(async ({ client }) => client?.allSaved()))
    for (const { both } of devices) {
      const [a, b] = both
      const copy = (device: Device | undefined): string =>
        JSON.stringify(
          draftsOf(device?.doc ?? new Y.Doc())
            .map(({ id, text }) => `${id} ${text}`)
            .sort(),
        )
      await until(() => copy(a) === copy(b))
    }
    await reveal(fay)
    const firsts = devices.map(({ both }) => both[0])
    for (const device of firsts)
      await device?.client?.until(() =>
        draftsOf(device.doc).every((draft) => draft.isHeld || !isWritten(draft)),
      )
    const left = firsts.flatMap((device) => draftsOf(device?.doc ?? new Y.Doc()).map(tokenOf))
    const late = await joinBoard(server, board)
    const shown = notesOf(late.client.doc).map(tokenOf)
    const places = [...shown, ...left].toSorted()
    expect(places, `SEED=${seed}`).toEqual([...new Set(places)])
    expect(
      [...written].filter((token) => !places.includes(token) && !deleted.has(token)),
      `SEED=${seed}`,
    ).toEqual([])
    expect(all.flatMap(({ client }) => client?.refusals ?? [])).toEqual([])
  },
  timeLimitMs,
)

const tokenOf = ({ text }: { readonly text: string }): string => text.slice(0, text.indexOf('.') + 1)

function newDevice(): Device {
  return { doc: new Y.Doc(), client: undefined }
}

/** Goes offline with whatever is on its way lost, or comes back with what it wrote. */
async function toggle(server: TestServer, board: CreatedBoard, token: string, device: Device): Promise<void> {
  if (device.client) {
    device.client.socket.terminate()
    await device.client.closed
    device.client = undefined
    return
  }
  const url = server.url.replace('http', 'ws')
  const client = connectClient({ url, board: `${board.id}/desk`, token, doc: device.doc })
  onTestFinished(() => client.socket.terminate())
  // Synced both ways, so that its next changes build on the server's state.
  await client.until(() => client.isSynced() && client.sent() > 0)
  device.client = client
}
