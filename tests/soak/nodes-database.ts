import { chown, mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { openModelOnSockets } from '#tests/support/model-on-sockets.ts'
import {
  onSite,
  type LastingPerson,
  type Site,
  type SiteNode,
  type Written,
} from '#tests/support/node-site.ts'
import { startPostgres, type Postgres } from '#tests/runner/postgres.js'
import { waitFor } from '#tests/support/pace.ts'
import { run } from './disk.ts'

/** A way in which PostgreSQL takes no writes for a while. */
interface Failure {
  readonly name: string
  readonly lastsMs: number
  /** While it lasts, open boards can be asked for. */
  readonly isReadable: boolean
  readonly begin: () => Promise<void>
  readonly end: () => Promise<void>
}

/** Long enough for whatever was on its way. */
const settlingMs = 3_000
const healsMs = 60_000
const smallDiskMb = 48

/**
 * PostgreSQL restarts at once, is away, takes no writes, and has a full disk; first under one server, then under two. Nothing
 * is called saved meanwhile, nobody sees what is not saved, and all of it is saved afterwards. False when that does not hold.
 */
export async function database(): Promise<boolean> {
  let isHeld = true
  for (const isAlone of [true, false])
    isHeld = (await onSite(async (site) => survivesAll(site, isAlone))) && isHeld
  return isHeld
}

async function survivesAll(site: Site, isAlone: boolean): Promise<boolean> {
  const disk = await smallDisk(site)
  try {
    const servers = [await site.start(isAlone ? { NODE_ADDRESS: '' } : {})]
    if (!isAlone) servers.push(await site.start())
    let isHeld = true
    for (const failure of [...failuresOf(site), disk.failure]) {
      if (isAlone) console.log(`One server: ${failure.name}`)
      else console.log(`Two servers: ${failure.name}`)
      isHeld = (await survives(site, servers, failure)) && isHeld
    }
    return isHeld
  } finally {
    disk.remove()
  }
}

async function survives(site: Site, servers: readonly SiteNode[], failure: Failure): Promise<boolean> {
  const [a, last] = [servers[0], servers.at(-1)]
  if (!a || !last) throw new Error('there is no server')
  const [board, other] = [await a.createBoard(), await last.createBoard()]
  const people = [
    await site.join(board, () => servers),
    await site.join(board, () => servers.toReversed()),
    await site.join(other, () => servers),
  ]
  const [ada, bo, cy] = people as [LastingPerson, LastingPerson, LastingPerson]
  ada.write('before')
  cy.write('before')
  await bo.until(() => ada.hasSaved() && cy.hasSaved() && bo.sees('before'))

  await failure.begin()
  const meanwhile = people.map((person, index) => writeOn(person, `${index}`))
  await delay(Math.min(settlingMs, failure.lastsMs))
  for (const each of meanwhile) each.stop()
  const unsaved = meanwhile.flatMap(({ written }) => written).filter(({ isSaved }) => !isSaved())
  const answer = await statusOf(a, board, ada)
  await delay(Math.max(0, failure.lastsMs - settlingMs))
  const savedFalsely = unsaved.filter(({ isSaved }) => isSaved()).length
  const seen = unsaved.filter(({ text }) => people.filter((person) => person.sees(text)).length > 1).length
  await failure.end()

  const healing = performance.now()
  const isHealed = await waitFor(() => people.every((person) => person.hasSaved()), healsMs)
  const healedMs = Math.round(performance.now() - healing)
  const texts = meanwhile.flatMap(({ written }) => written.map(({ text }) => text))
  const kept = new Set([...(await site.read(a, board)), ...(await site.read(last, other))])
  const lost = texts.filter((text) => !kept.has(text)).length
  const visits = people.map((person) => person.visits).join(', ')
  for (const person of people) person.leave()
  console.log(
    `  written ${texts.length}, waiting after ${settlingMs / 1_000} s ${unsaved.length}; said to be saved meanwhile ${savedFalsely}, seen by others ${seen}, lost ${lost}; ${isHealed ? `all saved ${healedMs} ms after its end` : 'NOT all saved'}; connections of each person ${visits}; asked meanwhile: ${answer}`,
  )
  const isRead = !failure.isReadable || answer.startsWith('board 200')
  if (failure.lastsMs === 0) return isHealed && lost === 0
  return isHealed && lost === 0 && savedFalsely === 0 && seen === 0 && unsaved.length > 0 && isRead
}

/** Goes on writing long notes until it is stopped. */
function writeOn(
  person: LastingPerson,
  name: string,
): { readonly written: Written[]; readonly stop: () => void } {
  const written: Written[] = []
  const write = (): void => void written.push(person.write(`${name} ${written.length} ${noise()}`))
  write()
  const timer = setInterval(write, 100)
  return { written, stop: () => clearInterval(timer) }
}

/** Text that PostgreSQL cannot make smaller. */
function noise(): string {
  return Array.from({ length: 120 }, () => Math.random().toString(36).slice(2)).join('')
}

async function statusOf(server: SiteNode, board: CreatedBoard, { session }: LastingPerson): Promise<string> {
  const asked = [
    ['board', `/api/boards/${board.id}`],
    ['readyz', '/readyz'],
    ['healthz', '/healthz'],
  ] as const
  const answers = asked.map(async ([name, path]) => {
    const late = delay(20_000, undefined, { ref: false }).then(() => ({ status: 'nothing in 20 s' }))
    const { status } = await Promise.race([server.ask('GET', path, undefined, session.session), late])
    return `${name} ${status}`
  })
  return (await Promise.all(answers)).join(', ')
}

function failuresOf({ database: postgres, query }: Site): readonly Failure[] {
  const setReadOnly = async (isReadOnly: boolean): Promise<void> => {
    await query(`ALTER SYSTEM SET default_transaction_read_only = ${isReadOnly ? 'on' : 'off'}`)
    await query('SELECT pg_reload_conf()')
  }
  return [
    {
      name: 'PostgreSQL crashes and is there again at once',
      lastsMs: 0,
      isReadable: false,
      begin: async () => {
        await postgres.halt('immediate')
        await postgres.start()
      },
      end: async () => undefined,
    },
    {
      name: 'PostgreSQL is away for 30 s',
      lastsMs: 30_000,
      isReadable: false,
      begin: async () => postgres.halt('fast'),
      end: async () => postgres.start(),
    },
    {
      name: 'PostgreSQL takes no writes for 20 s',
      lastsMs: 20_000,
      isReadable: true,
      begin: async () => setReadOnly(true),
      end: async () => setReadOnly(false),
    },
  ]
}

/** A disk of its own for the tables: it needs Linux and root. */
async function smallDisk({
  database: { dir, user },
  query,
}: Site): Promise<{ readonly failure: Failure; readonly remove: () => void }> {
  const path = join(dir, 'small')
  const filler = join(path, 'filler')
  await mkdir(path)
  run('mount', '-t', 'tmpfs', '-o', `size=${smallDiskMb}m`, 'tmpfs', path)
  if (user) await chown(path, user.uid, user.gid)
  await query(`CREATE TABLESPACE small LOCATION '${path}'`)
  await query(`ALTER SYSTEM SET default_tablespace = 'small'`)
  await query('SELECT pg_reload_conf()')
  const begin = async (): Promise<void> => {
    const file = await open(filler, 'w')
    try {
      for (const size of [1_048_576, 4_096]) await fill(file, size)
    } finally {
      await file.close()
    }
  }
  return {
    failure: {
      name: 'the disk of PostgreSQL is full for 20 s',
      lastsMs: 20_000,
      isReadable: true,
      begin,
      end: async () => rm(filler),
    },
    remove: () => run('umount', '--lazy', path),
  }
}

async function fill(file: Awaited<ReturnType<typeof open>>, size: number): Promise<void> {
  const bytes = Buffer.alloc(size)
  for (;;) if ((await file.write(bytes).catch(() => ({ bytesWritten: 0 }))).bytesWritten < size) return
}

/**
 * A replica that lacks the last two seconds takes the place of PostgreSQL. Each page offers its person to put their notes
 * back. False when one is missing in the end.
 */
export async function replica(): Promise<boolean> {
  return onSite(async (site) => {
    const standby = await startPostgres({ copyOf: site.database.url })
    if (!standby) throw new Error('PostgreSQL is missing')
    try {
      return await failsOver(site, standby)
    } finally {
      standby.stop()
    }
  })
}

async function failsOver(site: Site, standby: Postgres): Promise<boolean> {
  const servers = [await site.start(), await site.start()]
  const [a, b] = servers as [SiteNode, SiteNode]
  const board = await a.createBoard()
  const models: BoardModel[] = []
  for (const server of [a, b, a])
    models.push(openModelOnSockets(server.address, await server.join(board, Role.participant)))
  const isSaved = (model: BoardModel): boolean => model.saving.get() === 'saved'
  const write = (text: string): void =>
    models.forEach((model, index) => model.commands.addNote({ x: 0, y: 0 }, { text: `${text} of ${index}` }))
  try {
    await waitFor(() => models.every(isSaved), healsMs)
    write('before')
    await waitFor(() => models.every((model) => isSaved(model) && model.scene.notes.size === 3), healsMs)
    await stopsFollowing(site, standby)
    for (let count = 0; count < 20; count += 1) {
      write(`lost ${count}`)
      await delay(100)
    }
    const areSaved = await waitFor(
      () => models.every((model) => isSaved(model) && model.scene.notes.size === 63),
      healsMs,
    )
    await site.database.halt('immediate')
    for (const { toDatabase } of servers) toDatabase.leadTo(standby.port)
    await standby.promote()
    const startedAt = performance.now()
    write('after')
    let [pressed, kept]: [number, ReadonlySet<string>] = [0, new Set()]
    while (kept.size < 66 && performance.now() - startedAt < healsMs) {
      await delay(250)
      for (const model of models)
        for (const { action, id } of model.notices.list.get()) {
          if (!action) continue
          action.run()
          model.notices.dismiss(id)
          pressed += 1
        }
      kept = await site.read(b, board).catch(() => new Set<string>())
    }
    console.log(
      `  A replica that lacked 2 s took over; ${areSaved ? 60 : 'NOT all'} notes that it lacks were saved. After ${Math.round(performance.now() - startedAt)} ms ${kept.size} of 66 notes are on the board; people were asked ${pressed} times whether to put their notes back`,
    )
    return areSaved && kept.size === 66
  } finally {
    for (const model of models) model.close()
  }
}

/** From here on the replica lacks what is written. */
async function stopsFollowing({ query, queryAt }: Site, standby: Postgres): Promise<void> {
  const follows = async (): Promise<boolean | undefined> =>
    (
      await query<{ same: boolean }>(
        'SELECT replay_lsn = pg_current_wal_lsn() AS same FROM pg_stat_replication',
      )
    )[0]?.same
  while ((await follows()) !== true) await delay(20)
  await queryAt(standby.url, "ALTER SYSTEM SET primary_conninfo = ''")
  await queryAt(standby.url, 'SELECT pg_reload_conf()')
  while ((await follows()) !== undefined) await delay(20)
}
