import type { ExportState, NewExport } from '#shared/wire/http.ts'
import type { ServerClient } from './server.ts'
import type { Voter } from './socket-voters.ts'

type FileServer = Pick<ServerClient, 'ask' | 'url'>

/** A file of the board that this person is on, as text. */
export async function exportedFile(
  server: FileServer,
  person: Pick<Voter, 'session'>,
  format: NewExport['format'],
  language?: NewExport['language'],
): Promise<string> {
  return new TextDecoder().decode(
    await exportedBytes(server, person, { format, ...(language && { language }) }),
  )
}

export async function exportedBytes(
  server: FileServer,
  { session: { board, session } }: Pick<Voter, 'session'>,
  wanted: NewExport,
): Promise<Uint8Array> {
  const path = `/api/boards/${board}/exports`
  const ordered = await server.ask('POST', path, wanted, session)
  const { id } = ordered.body as ExportState
  for (;;) {
    const { body } = await server.ask('GET', `${path}/${id}`, undefined, session)
    const { state, code = '' } = body as ExportState
    if (state === 'ready') break
    if (state !== 'working') throw new Error(`the file is ${state}: ${code}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const headers = { authorization: `Bearer ${session}` }
  const response = await fetch(`${server.url}${path}/${id}/file`, { headers })
  if (!response.ok) throw new Error(`the file answers ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}
