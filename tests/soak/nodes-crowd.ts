import { nanoid } from 'nanoid'
import { hashSecret } from '#server/access/secret.ts'
import { openStore } from '#server/open-store.ts'
import type { Store } from '#server/contracts/store.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { LastingPerson, onSite, type Site, type SiteNode } from '#tests/support/node-site.ts'
import { waitFor } from '#tests/support/pace.ts'
import { newTempFolder } from '#tests/support/standalone-server.ts'

/** So many boards are known to the database, and people are on so many of them. */
const [known, opened] = [10_000, 400]
const servers = 4
/** All boards of the killed server are served so soon. */
const servedMs = 10_000

/** One of four servers is killed. False when a board is not served in time, or a server holds many connections. */
export async function crowd(): Promise<boolean> {
  return onSite(async (site) => {
    const nodes: SiteNode[] = []
    for (let index = 0; index < servers; index += 1) nodes.push(await site.start())
    const first = nodes[0] as SiteNode
    const secrets = await copyBoards(site, first)
    const sizes: number[] = []
    const counting = setInterval(() => {
      void connectionsOf(site).then((count) => sizes.push(count))
    }, 250)
    // Two people on each board: one at its server, one elsewhere.
    const people = secrets.flatMap(({ board, sessions }, index) =>
      sessions.map((session, place) => {
        const own = nodes[(index + place) % servers] as SiteNode
        const others = (): readonly SiteNode[] => [own, ...nodes.filter((node) => node !== own)]
        return { index, person: new LastingPerson(board, session, others) }
      }),
    )
    const areHere = await waitFor(() => people.every(({ person }) => person.isHere), 180_000)
    console.log(`  ${people.length} people are ${areHere ? '' : 'NOT '}on ${opened} of ${known} boards`)

    const theirs = people.filter(({ index }) => index % servers === 0)
    await first.process.stop('SIGKILL')
    const killedAt = performance.now()
    const firsts = theirs.map(({ person }) => person.write(`after the kill, by ${person.author}`))
    const isServed = await waitFor(() => firsts.every(({ isSaved }) => isSaved()), 60_000)
    const servedAfterMs = Math.round(performance.now() - killedAt)
    const rest = people.filter(({ index }) => index % servers !== 0)
    const others = rest.map(({ person }) => person.write('elsewhere'))
    const areOthers = await waitFor(() => others.every(({ isSaved }) => isSaved()), 60_000)
    clearInterval(counting)
    for (const { person } of people) person.leave()
    const most = Math.max(...sizes)
    console.log(
      `  One of ${servers} servers was killed: after ${servedAfterMs} ms the words of all ${theirs.length} people of its ${opened / servers} boards are ${isServed ? '' : 'NOT '}saved elsewhere; those of the other ${rest.length} are ${areOthers ? '' : 'NOT '}saved; connections to PostgreSQL: ${most} at most`,
    )
    return areHere && isServed && areOthers && servedAfterMs <= servedMs && most <= servers + 1
  })
}

interface Copied {
  readonly board: CreatedBoard
  readonly sessions: readonly ConstructorParameters<typeof LastingPerson>[1][]
}

/** Copies of one board, by the database alone; people have sessions on the first ones. Each server has a quarter of them. */
async function copyBoards({ query }: Site, server: SiteNode): Promise<readonly Copied[]> {
  const board = await server.createBoard()
  const session = await server.join(board, Role.participant)
  await query(`
    INSERT INTO boussole.boards (id, title, language, created, used)
    SELECT 'copy' || number, title, language, created, used FROM boussole.boards, generate_series(1, ${known}) AS number
    WHERE id = '${board.id}'`)
  await query(`
    INSERT INTO boussole.log (board, data, checksum, at)
    SELECT 'copy' || number, data, checksum, at FROM boussole.log, generate_series(1, ${known}) AS number
    WHERE board = '${board.id}' ORDER BY number, seq`)
  const rows = (
    await query<{ rows: string }>(`SELECT count(*) AS rows FROM boussole.log WHERE board = '${board.id}'`)
  )[0]
  await query(`
    INSERT INTO boussole.head (board, token, next)
    SELECT 'copy' || number, (SELECT token FROM boussole.node ORDER BY address OFFSET number % ${servers} LIMIT 1), ${rows?.rows}
    FROM generate_series(1, ${known}) AS number`)
  const copies = Array.from({ length: opened }, (_, index) => {
    const sessions = ['one', 'two'].map((name) => ({
      ...session,
      session: nanoid(32),
      participant: { ...session.participant, id: `${name}-${index}` },
    }))
    return { board: { ...board, id: `copy${index + 1}` }, sessions }
  })
  const values = copies.flatMap(({ board: { id }, sessions }) =>
    sessions.map((one) => `('${hashSecret(one.session)}', '${id}', '${one.participant.id}')`),
  )
  await query(`
    INSERT INTO boussole.sessions (hash, board, role, link, participant, name, colour, created)
    SELECT new.hash, new.board, role, link, new.participant, name, colour, created
    FROM boussole.sessions, (VALUES ${values.join()}) AS new (hash, board, participant)
    WHERE sessions.board = '${board.id}'`)
  return copies
}

async function connectionsOf({ query }: Site): Promise<number> {
  const [row] = await query<{ count: string }>(
    "SELECT count(*) AS count FROM pg_stat_activity WHERE application_name LIKE 'boussole %'",
  )
  return Number(row?.count)
}

const update = new Uint8Array([0, 0])

/**
 * Two servers take a board at once, so many times, while both write to it. False when both have it once, or when a row is
 * there that the new owner has not seen.
 */
export async function takers(rounds: number): Promise<boolean> {
  return onSite(async ({ database: { url }, query }) => {
    const folders = [await newTempFolder(), await newTempFolder()]
    const open = async (index: number): Promise<Store> =>
      openStore(folders[index]?.path ?? '', {
        postgres: { url, schema: 'boussole', address: `http://node-${index}:1` },
      })
    const [a, b] = [await open(0), await open(1)]
    let [wrong, refused, written] = [0, 0, 0]
    try {
      for (let round = 0; round < rounds; round += 1) {
        const board = nanoid()
        await a.createBoard({ id: board, title: '', language: 'en', created: 1 }, [], update)
        await query(`UPDATE boussole.head SET token = 'gone' WHERE board = '${board}'`)
        // The former owner finds out when it writes.
        await a.append(board, [update], []).catch(() => undefined)
        const appending = Promise.allSettled(
          [a, b, a, b].map(async (store) => store.append(board, [update], [])),
        )
        const owners = await Promise.all([a.ownerOf(board), b.ownerOf(board)])
        const saved = (await appending).filter(({ status }) => status === 'fulfilled').length
        const [owner, other] = owners[0] === null ? [a, b] : [b, a]
        const seen = (await owner.load(board))?.updates.length
        await owner.append(board, [update], [])
        const stale = await Promise.allSettled([other.append(board, [update], []), other.load(board)])
        const isOne = owners.filter((address) => address === null).length === 1
        const isRefused = stale.every(({ status }) => status === 'rejected')
        if (!isOne || !isRefused || seen !== 1 + saved) wrong += 1
        refused += 4 - saved
        written += saved + 1
      }
    } finally {
      await Promise.all([a.close(), b.close()])
      for (const folder of folders) await folder.remove()
    }
    console.log(
      `  Two servers took a board at once ${rounds} times: ${written} rows written, ${refused} refused; wrong: ${wrong}`,
    )
    return wrong === 0
  })
}
