import { chown, mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { CreatedBoard } from '#shared/wire/http.ts'
import {
  onSite,
  type LastingPerson,
  type Site,
  type SiteNode,
  type Written,
} from '#tests/support/node-site.ts'
import { startPostgres } from '#tests/runner/postgres.js'
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
 * A replica that lacks the last two seconds takes the place of PostgreSQL. Browsers bring back what they have. False when
 * something is missing in the end.
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

async function failsOver(
  site: Site,
  standby: NonNullable<Awaited<ReturnType<typeof startPostgres>>>,
): Promise<boolean> {
  const servers = [await site.start(), await site.start()]
  const [a] = servers as [SiteNode, SiteNode]
  const board = await a.createBoard()
  const people = [
    await site.join(board, () => servers),
    await site.join(board, () => servers.toReversed()),
    await site.join(board, () => servers),
  ]
  const [ada, bo] = people as [LastingPerson, LastingPerson]
  const early = ada.write('before')
  await bo.until(() => early.isSaved() && bo.sees('before'))
  const follows = async (): Promise<boolean> =>
    (
      await site.query<{ same: boolean }>(
        'SELECT coalesce(bool_and(replay_lsn = pg_current_wal_lsn()), false) AS same FROM pg_stat_replication',
      )
    )[0]?.same === true
  while (!(await follows())) await delay(20)
  await site.queryAt(standby.url, `ALTER SYSTEM SET primary_conninfo = ''`)
  await site.queryAt(standby.url, 'SELECT pg_reload_conf()')
  const followers = async (): Promise<number> =>
    (await site.query<{ pid: number }>('SELECT pid FROM pg_stat_replication')).length
  while ((await followers()) > 0) await delay(20)

  const meanwhile = people.map((person, index) => writeOn(person, `${index}`))
  await delay(2_000)
  for (const each of meanwhile) each.stop()
  await bo.until(() => people.every((person) => person.hasSaved()))
  const written = meanwhile.flatMap((each) => each.written)
  await site.database.halt('immediate')
  for (const { toDatabase } of servers) toDatabase.leadTo(standby.port)
  await standby.promote()
  const startedAt = performance.now()
  const after = people.map((person, index) => person.write(`after ${index}`))
  const isBack = await waitFor(() => after.every(({ isSaved }) => isSaved()), healsMs)
  const backMs = Math.round(performance.now() - startedAt)
  const kept = await site.read(a, board)
  const missing = [...written, ...after].filter(({ text }) => !kept.has(text)).length
  const said = servers.filter(({ process }) => /loaded again/u.test(process.output())).length
  console.log(
    `A replica that lacked 2 s: ${written.length} saved notes were not on it; ${isBack ? `after ${backMs} ms people write again` : 'people CANNOT write again'}; missing in the end: ${missing}; servers that said it: ${said}`,
  )
  return isBack && missing === 0 && said > 0
}
