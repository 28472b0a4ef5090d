import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AgendaState } from '#shared/agenda/agenda.ts'
import { readAgendaNow } from '#shared/board/agenda.ts'
import { forgetName, namedPlaces } from '#shared/board/named-places.ts'
import { MessageType, encodeJson } from '#shared/wire/message.ts'
import { Role } from '#shared/workshop/role.ts'
import type { Access } from '../access/access.ts'
import type { Sender } from '../basics/fair-queue.ts'
import type { NewTemporaryFolder } from '../basics/temporary-folders.ts'
import type { BoardRow, BoardStore } from '../contracts/boards.ts'
import type { NodeStore } from '../contracts/nodes.ts'
import type { SessionStore } from '../contracts/sessions.ts'
import type { TemplateStore } from '../contracts/store.ts'
import type { AuditLog } from '../ops/audit-log.ts'
import type { SeenRequests } from '../ops/seen-requests.ts'
import type { Photos } from '../photos/photos.ts'
import type { PurposePages } from '../purpose/purpose-pages.ts'
import type { Rooms } from '../relay/rooms.ts'
import type { Renderer } from '../report/renderer.ts'
import { linkTo, linksTo } from '../routes/address.ts'

export interface HostRequest {
  readonly args: readonly string[]
  readonly file?: Uint8Array | undefined
}

export interface ControlReply {
  readonly isDone: boolean
  readonly lines: readonly string[]
  readonly file?: Uint8Array | undefined
}

/** A board on which somebody is. */
export interface BoardInUse {
  readonly people: number
  /** A step of its agenda runs. */
  readonly hasWorkshop: boolean
}

/** A command of the host, for what must happen in the process that has the boards open. */
export type HostCommands = (request: HostRequest) => Promise<ControlReply>

export interface HostTools {
  readonly store: Pick<BoardStore, 'findBoard'> &
    Pick<NodeStore, 'ownerOf'> &
    Pick<SessionStore, 'countParticipants' | 'peopleNamed' | 'forgetName' | 'updateParticipant'> &
    Pick<TemplateStore, 'deleteTemplate'>
  readonly access: Pick<Access, 'renewLinkForHost' | 'createBoard'>
  readonly rooms: Pick<Rooms, 'snapshot' | 'announceRestart' | 'peopleOn' | 'withBoard'>
  readonly renderer: Renderer
  readonly photos: Pick<Photos, 'writeAll' | 'inFolder'>
  readonly purposePages: Pick<PurposePages, 'withdraw'>
  readonly newFolder: NewTemporaryFolder
  /** Deletes a board for good. */
  readonly remove: (board: string) => Promise<void>
  /** The beginning of links. */
  readonly origin: string
  readonly audit: AuditLog
  readonly seen: SeenRequests
  readonly now: () => number
  /** Other servers share the database. */
  readonly isOneOfSeveral: boolean
}

type Command = (tools: HostTools, rest: readonly string[], file: Uint8Array) => Promise<ControlReply>

/** One sentence for each, as `npm run admin` shows it. */
export const commandList: Readonly<Record<string, string>> = {
  delete: 'delete BOARD           deletes it for good, with its page',
  link: 'link BOARD [ROLE]      makes a new link for a facilitator who has lost theirs; nobody is signed out',
  export: 'export BOARD FILE      writes it as a board file, with its pictures',
  import: 'import FILE            makes a new board of such a file, and prints its links',
  withdraw: 'withdraw BOARD         withdraws its purpose page',
  person: 'person NAME            shows all that names this person, as JSON',
  forget: 'forget NAME            takes the name off; words and answers stay, without saying whose',
  announce: 'announce MINUTES|off   tells everybody when the server restarts',
}

export function createHostCommands(tools: HostTools): HostCommands {
  return async ({ args: [name = '', ...rest], file = new Uint8Array() }) => {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined
    if (!command) return refused('There is no such command.')
    return command(tools, rest, file)
  }
}

const commands: Readonly<Record<string, Command>> = {
  /** Boards on which somebody is. */
  people: async ({ rooms }) => {
    const here = Object.entries(rooms.peopleOn()).map(async ([id, people]) => {
      // One that cannot be read stands in the list all the same.
      const now = await rooms.withBoard(id, async (live) => live.read(readAgendaNow)).catch(() => null)
      return [id, { people, hasWorkshop: now?.state === AgendaState.running }] satisfies [string, BoardInUse]
    })
    return done(JSON.stringify(Object.fromEntries(await Promise.all(here))))
  },

  delete: onBoard(async ({ remove, audit }, { id }) => {
    await remove(id)
    audit.note('board.deleted', { board: id, by: 'host' })
    return done(`Board ${id} is deleted. Earlier backups still have it.`)
  }),

  link: onBoard(async ({ access, audit, origin }, { id }, [asked = Role.facilitator]) => {
    const role = Object.values(Role).find((known) => known === asked)
    if (!role) return refused(`ROLE is one of ${Object.values(Role).join(', ')}.`)
    const secret = await access.renewLinkForHost(id, role)
    audit.note('link.renewed', { board: id, role, by: 'host' })
    return done(
      linkTo(origin, id, secret),
      'The former link no longer works. Its facilitators see that you made this one.',
    )
  }),

  export: onBoard(async ({ renderer, rooms, photos, newFolder, store, audit, now }, { id, language }) => {
    const folder = await newFolder()
    try {
      const path = join(folder, 'file')
      const pictures = join(folder, 'photos')
      const update = await rooms.snapshot(id)
      await mkdir(pictures)
      await photos.writeAll(id, pictures)
      const participants = await store.countParticipants(id)
      const job = {
        kind: 'export',
        format: 'json',
        paper: 'one',
        update,
        language,
        participants,
        now: now(),
        photos: pictures,
      } as const
      await renderer.exportTo({ path, job, onProgress: () => {} }, host)
      audit.note('export.made', { board: id, by: 'host' })
      return { isDone: true, lines: [], file: await readFile(path) }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }),

  import: async ({ renderer, photos, newFolder, access, audit, origin }, _rest, file) => {
    const folder = await newFolder()
    try {
      const path = join(folder, 'file')
      const pictures = join(folder, 'photos')
      await mkdir(pictures)
      await writeFile(path, file, { mode: 0o600 })
      const read = await renderer.importFrom({ kind: 'import', path, photos: pictures }, host)
      if (!read.ok) return refused('This is not a board file that this version reads.')
      const newPhotos = await photos.inFolder(pictures)
      if (!newPhotos) return refused('The pictures in this file are more than PHOTO_MB allows.')
      const { title, language, update } = read
      const { board, secrets } = await access.createBoard({ title, language, update, photos: newPhotos })
      audit.note('board.imported', { board: board.id, by: 'host' })
      const links = linksTo(origin, board.id, secrets)
      return done(...Object.values(Role).map((role) => `${role}  ${links[role]}`))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },

  withdraw: onBoard(async ({ purposePages, audit }, { id }) => {
    if (!(await purposePages.withdraw(id))) return refused('This board has no published page.')
    audit.note('page.withdrawn', { board: id, by: 'host' })
    return done(`The page of board ${id} is withdrawn.`)
  }),

  person: async (tools, [name = '']) => {
    const { boards, elsewhere } = await boardsNaming(tools, name)
    if (boards.length + elsewhere.length === 0) return refused(`Nobody is called ${name} on any board.`)
    return done(JSON.stringify({ name, boards, ...(elsewhere.length > 0 && { elsewhere }) }, null, 2))
  },

  forget: async (tools, [name = '']) => {
    const { store, rooms, audit } = tools
    const { boards, elsewhere } = await boardsNaming(tools, name)
    const others = elsewhere.map(
      ({ board, server }) => `The server ${server} has board ${board}: run this command there, too.`,
    )
    if (boards.length === 0) return refused(others.join('\n') || `Nobody is called ${name} on any board.`)
    for (const { board, as } of boards) {
      await rooms.withBoard(board, async (live) => {
        for (const { participant: id, colour } of as) {
          const nameless = { id, name: '', colour }
          await store.updateParticipant(board, id, '', colour)
          live.changeParticipant(nameless)
          live.sendTo(id, encodeJson(MessageType.me, nameless))
        }
        await store.forgetName(board, name)
        await live.write((doc) => forgetName(doc, name))
      })
      audit.note('person.forgotten', { board, by: 'host' })
    }
    const where = boards.map(({ board }) => board).join(', ')
    return done(
      `The name is gone from ${where}.`,
      'Earlier checkpoints of these boards and earlier backups still have it.',
      ...others,
    )
  },

  /** The doctor names a request before it sends it through the proxy, and then asks how it arrived. */
  expect: async ({ seen }, [nonce = '']) => {
    seen.expect(nonce)
    return done()
  },
  seen: async ({ seen }, [nonce = '']) => done(JSON.stringify(seen.take(nonce) ?? null)),

  announce: async ({ rooms, audit, now, isOneOfSeveral }, [asked = '']) => {
    const minutes = asked === 'off' ? null : Number(asked)
    if (minutes !== null && (!Number.isInteger(minutes) || minutes < 1 || minutes > 240))
      return refused('MINUTES is a whole number from 1 to 240, or off.')
    const at = minutes === null ? null : now() + minutes * 60_000
    rooms.announceRestart(at)
    audit.note(at === null ? 'restart.called-off' : 'restart.announced', { by: 'host' })
    return done(
      at === null
        ? 'The announcement is gone.'
        : `Everybody reads that the server restarts at ${new Date(at).toISOString()}. Restart it then yourself.`,
      ...(isOneOfSeveral ? ['Only people of this server read it; other servers know nothing of it.'] : []),
    )
  },
}

/** The boards on which somebody has this name, with all that names them there; and those that other servers have. */
async function boardsNaming({ store, rooms }: HostTools, name: string) {
  const people = name === '' ? [] : await store.peopleNamed(name)
  const found = await Promise.all(
    [...Map.groupBy(people, ({ board }) => board)].map(async ([board, as]) => {
      const server = await store.ownerOf(board)
      if (server !== null) return { elsewhere: { board, server }, here: [] }
      const here = {
        board,
        title: (await store.findBoard(board))?.title ?? '',
        as: as.map(({ participant, role, colour, joined }) => ({ participant, role, colour, joined })),
        named: await rooms.withBoard(board, async (live) => live.read((doc) => namedPlaces(doc, name))),
      }
      return { here, elsewhere: [] }
    }),
  )
  return {
    boards: found.flatMap(({ here }) => here),
    elsewhere: found.flatMap(({ elsewhere }) => elsewhere),
  }
}

const host: Sender = { line: 'host', board: '', participant: '' }

function onBoard(
  run: (tools: HostTools, board: BoardRow, rest: readonly string[]) => Promise<ControlReply>,
): Command {
  return async (tools, [id = '', ...rest]) => {
    const board = await tools.store.findBoard(id)
    if (!board) return refused(`There is no board ${id}; "npm run admin -- boards" lists all.`)
    // Its board is open there.
    const owner = await tools.store.ownerOf(id)
    if (owner !== null)
      return refused(`The server ${owner} has board ${id}. Run this command there, with its DATA_DIR.`)
    return run(tools, board, rest)
  }
}

function done(...lines: readonly string[]): ControlReply {
  return { isDone: true, lines }
}

function refused(sentence: string): ControlReply {
  return { isDone: false, lines: [sentence] }
}
