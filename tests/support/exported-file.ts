import type { ExportState, NewExport } from '#shared/wire/http.ts'
import type { ServerClient } from './server.ts'
import type { Voter } from './socket-voters.ts'

/** A file of the board that this person is on, as text. */
export async function exportedFile(
  server: ServerClient,
  { session: { board, session } }: Voter,
  format: NewExport['format'],
): Promise<string> {
  const path = `/api/boards/${board}/exports`
  const ordered = await server.ask('POST', path, { format }, session)
  const { id } = ordered.body as ExportState
  for (;;) {
    const { body } = await server.ask('GET', `${path}/${id}`, undefined, session)
    const { state } = body as ExportState
    if (state === 'ready') break
    if (state !== 'working') throw new Error(`the file is ${state}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const headers = { authorization: `Bearer ${session}` }
  return (await fetch(`${server.url}${path}/${id}/file`, { headers })).text()
}
