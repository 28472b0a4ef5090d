import { createHash, randomBytes } from 'node:crypto'
import { Type } from 'typebox'
import { stepPathIn } from '#shared/board/id.ts'
import { hasWords } from '#shared/text/letters.ts'
import { commandKeyLength } from '#shared/wire/command.ts'
import { ErrorSchema } from '#shared/wire/http.ts'
import {
  AddedNoteSchema,
  NoteListQuerySchema,
  NoteListSchema,
  PostedNoteSchema,
  type PostedNote,
} from '#shared/wire/programs.ts'
import { Audience } from '#shared/workshop/audience.ts'
import { Operation, type BoardState } from '#shared/workshop/policy.ts'
import { TokenScope } from '#shared/workshop/token-scope.ts'
import type { Access } from '../access/access.ts'
import { commandIdOf } from '../commands/dispatcher.ts'
import type { BoardServices } from '../contracts/activity.ts'
import type { LiveBoard, Session } from '../contracts/live-board.ts'
import { addLooseNote, listNotes } from '../documents/posted-notes.ts'
import { createDownloads } from '../history/downloads.ts'
import type { Rooms } from '../relay/rooms.ts'
import { sessionOrLine, boardRoute, senderOf } from './board-route.ts'
import { refuse, refuseCommand, type TypedApp } from './refuse.ts'

/** Described as JSON, and sent as bytes: an answer that nobody reads is then cut off. */
const NoteListBytes = Type.Unsafe<Buffer>(NoteListSchema)

export interface ProgramServices {
  readonly access: Access
  readonly withBoard: Rooms['withBoard']
  readonly run: BoardServices['run']
  readonly stateOf: (board: string) => Promise<BoardState>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** The notes of a board over HTTP, for programs: by its outline, and one more. */
export function registerNotes(app: TypedApp, services: ProgramServices): void {
  const { access, withBoard, stateOf } = services
  const keyGenerator = sessionOrLine(access)
  /** By sender, because programs of one house share a line. Both limits are not measured. */
  const asked = (max: number) => ({ rateLimit: { max, timeWindow: 60_000, keyGenerator } })
  /** For all programs of a board together. Not measured. */
  const byBoard = app.createRateLimit({
    max: 180,
    timeWindow: 60_000,
    keyGenerator: ({ params }) => (params as { readonly id: string }).id,
  })
  const listings = createDownloads()
  app.get(
    '/api/boards/:id/notes',
    {
      config: asked(60),
      ...boardRoute(access, {
        right: Operation.exportBoard,
        scope: TokenScope.read,
        barredIn: stateOf,
        summary:
          'The notes on the board by its outline: areas, their groups, their other notes. Never drafts or authors',
        querystring: NoteListQuerySchema,
        response: { 200: NoteListBytes, 429: ErrorSchema },
      }),
    },
    async (request, reply) => {
      const { query } = request
      const { id } = request.params
      const rate = await byBoard(request)
      if (!rate.isAllowed && rate.isExceeded) return refuse(reply, 429, 'too_many_requests')
      const read = () => withBoard(id, async (board) => listingOf(board, query))
      const listing = await listings.begin(id, senderOf(request).participant.id, read)
      if (!listing || listing === 'busy') return refuse(reply, 429, 'too_many_requests')
      const { file, done } = listing
      reply.raw.once('close', done)
      // The client may have left while the notes were read.
      if (reply.raw.closed) done()
      reply.type('application/json; charset=utf-8').header('cache-control', 'no-store')
      return reply.send(Buffer.from(file.buffer, file.byteOffset, file.byteLength))
    },
  )

  app.post(
    '/api/boards/:id/notes',
    {
      config: asked(120),
      ...boardRoute(access, {
        right: Operation.addNote,
        scope: TokenScope.add,
        summary:
          'Adds a note where the sender could write one by hand now: in an area, in a group, or beside all notes',
        body: PostedNoteSchema,
        response: {
          201: Type.Object(AddedNoteSchema.properties, { description: 'Also when the key was used before' }),
          404: ErrorSchema,
          409: ErrorSchema,
          429: ErrorSchema,
        },
      }),
    },
    async (request, reply) => {
      const { params, body } = request
      if (!hasWords(body.text) && body.blanks === undefined) return refuse(reply, 400, 'no_words')
      if (body.area !== undefined && body.group !== undefined)
        return refuse(reply, 400, 'bad_request', '"area" and "group" in the request exclude each other.')
      const sender = senderOf(request)
      const outcome = await withBoard(params.id, async (board) => addNote(board, sender, body, services))
      return outcome.ok ? reply.code(201).send({ id: outcome.note }) : refuseCommand(reply, outcome.code)
    },
  )
}

type Added =
  | { readonly ok: true; readonly note: string }
  | { readonly ok: false; readonly code: Parameters<typeof refuseCommand>[1] }

async function addNote(
  board: LiveBoard,
  session: Session,
  { key = randomBytes(16).toString('base64url'), ...note }: PostedNote,
  { run, now }: ProgramServices,
): Promise<Added> {
  const { text, area, audience = Audience.open, kind, tint, blanks } = note
  if (area === undefined) {
    const id = commandIdOf(board.id, session.participant.id, key)
    const code = await addLooseNote(board, session, { ...note, id, created: now() })
    return code ? { ok: false, code } : { ok: true, note: id }
  }
  const [, , field = '', table] = area.split('/')
  if (table !== undefined) return { ok: false, code: 'other_table' }
  // Only the sender knows the key, so nobody else can change the note.
  const secret = createHash('sha256').update(`${session.hash} ${key}`).digest('base64url')
  const command = {
    kind: 'note.add',
    step: stepPathIn(area),
    field,
    audience,
    secret,
    text,
    ...(kind && { noteKind: kind }),
    ...(tint && { tint }),
    ...(blanks && { blanks }),
  }
  const answer = await run(board, session, { key: secret.slice(0, commandKeyLength.max), command })
  if (!('ok' in answer)) return { ok: false, code: answer.code }
  if (!answer.ok) return { ok: false, code: answer.code }
  return { ok: true, note: String(answer['note']) }
}

/** The notes when everything in the document is on disk. While the store takes nothing, as they are. */
async function listingOf(board: LiveBoard, query: Parameters<typeof listNotes>[1]): Promise<Uint8Array> {
  // The list itself is made outside the order of changes, which would wait for it.
  if (board.isWritable()) await board.write(() => undefined)
  return board.read((doc) => Buffer.from(JSON.stringify(listNotes(doc, query))))
}
