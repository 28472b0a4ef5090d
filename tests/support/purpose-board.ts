import { hashOfText } from '#server/basics/hashes.ts'
import { adoptionsOf } from '#shared/board/adoptions.ts'
import type { AdoptionKind } from '#shared/workshop/adoption.ts'
import { emptyDraft, type PurposeDraft } from '#shared/workshop/purpose-page.ts'
import type { PublishedPage, PurposePageState } from '#shared/wire/purpose-page.ts'
import type { CreatedBoard, CreatedSession } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import type { Answer, ServerClient } from './server.ts'
import { joinBoard } from './socket-voters.ts'

export const adoptedText =
  'Nous gardons l’eau de la vallée <claire> & vivante, pour « celles » qui viendront.'
export const adoptedHash = hashOfText(adoptedText)

export interface PurposeBoard {
  readonly board: CreatedBoard
  readonly leader: CreatedSession
  /** A request about the page by the facilitator, who may name the revision that they have seen. */
  readonly ask: (method: string, path?: string, body?: unknown, revision?: string) => Promise<Answer>
  /** Keeps a draft that was made from this revision. */
  readonly put: (draft: PurposeDraft, revision?: string) => Promise<Answer>
  /** Keeps a draft with these texts. */
  readonly save: (draft: Partial<PurposeDraft>) => Promise<number>
  readonly publish: () => Promise<PublishedPage>
}

interface AdoptedFacts {
  readonly kind?: AdoptionKind
  readonly reason?: string
  /** The facilitator has said that the adoption of the file is theirs. */
  readonly isClaimed?: boolean
  /** Notes of the board, as in a file. */
  readonly notes?: readonly object[]
}

/** A board whose group has adopted a sentence, made from a board file. */
export async function openPurposeBoard(
  server: ServerClient,
  { kind = 'consent', reason, isClaimed = true, notes = [] }: AdoptedFacts = {},
): Promise<PurposeBoard> {
  const at = Date.UTC(2026, 10, 24, 12)
  const statement = 'statement001'
  const version = (number: number, text: string) => ({
    id: `version0000${number}`,
    statement,
    number,
    text,
    at: at + number,
    hash: hashOfText(text),
    parents: [],
  })
  const file = {
    format: 'boussole-board',
    version: 1,
    title: 'Notre vallée',
    language: 'fr',
    notes,
    clusters: [],
    rounds: [],
    statements: [{ id: statement, step: 'challenge/rewrite', number: 1, from: [], at, text: adoptedText }],
    versions: [version(1, 'Gérer durablement la ressource.'), version(2, adoptedText)],
    adoptions: [
      {
        id: 'adoption0001',
        number: 1,
        version: 'version00002',
        statement,
        text: adoptedText,
        hash: adoptedHash,
        language: 'fr',
        at,
        kind,
        round: null,
        voices: { answered: 25, entitled: 27 },
        ...(reason !== undefined && { reason }),
      },
    ],
  }
  return openAdopted(server, file, isClaimed)
}

/** A board of this file, whose group has adopted a sentence. */
export async function openAdopted(
  server: ServerClient,
  file: object,
  isClaimed = true,
): Promise<PurposeBoard> {
  const imported = await server.ask('POST', '/api/imports', file)
  if (imported.status !== 201) throw new Error(`not imported: ${JSON.stringify(imported.body)}`)
  const board = imported.body as CreatedBoard
  const leader = await server.join(board, Role.facilitator)
  if (isClaimed) {
    const { client } = await joinBoard(server, board, { session: leader })
    const adoption = adoptionsOf(client.doc).at(-1)?.id ?? ''
    const claimed = await client.command({ kind: 'adoption.claim', adoption })
    if (!claimed.ok) throw new Error(`not claimed: ${JSON.stringify(claimed)}`)
    client.socket.terminate()
  }
  const ask: PurposeBoard['ask'] = (method, path = '', body, revision) => {
    const headers = revision === undefined ? {} : { 'if-match': `"${revision}"` }
    return server.ask(method, `/api/boards/${board.id}/purpose-page${path}`, body, leader.session, headers)
  }
  const put: PurposeBoard['put'] = (draft, revision) => ask('PUT', '/draft', draft, revision)
  return {
    board,
    leader,
    ask,
    save: async (draft) => {
      const { revision } = (await ask('GET')).body as PurposePageState
      return (await put({ ...emptyDraft, ...draft }, revision)).status
    },
    put,
    publish: async () => {
      const { status, body } = await ask('POST', '/versions', {})
      if (status !== 201) throw new Error(`not published: ${JSON.stringify(body)}`)
      return body as PublishedPage
    },
  }
}
