import { cp, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import * as Y from 'yjs'
import { metaRoot, notesRoot } from '#shared/board/document.ts'
import { addNote } from '#shared/board/note.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import {
  onSite,
  type LastingPerson,
  type Site,
  type SiteNode,
  type Written,
} from '#tests/support/node-site.ts'
import { waitFor } from '#tests/support/pace.ts'
import { connectClient } from '#tests/support/socket-client.ts'
import { newTempFolder } from '#tests/support/standalone-server.ts'

const root = join(import.meta.dirname, '..', '..')

interface Change {
  /** A step of the database. */
  readonly step?: string
  /** The step takes something away, and has this number. */
  readonly endsOlder?: number
  /** The form in which it writes boards. */
  readonly documents?: number
}

/** Makes a version that does not exist yet, in a new folder beside that of a former one. */
async function newerVersion(
  former: string,
  tree: string,
  { step, endsOlder, documents }: Change,
): Promise<string> {
  for (const part of ['server', 'shared', 'package.json'])
    await cp(join(former, part), join(tree, part), { recursive: true })
  await symlink(join(root, 'node_modules'), join(tree, 'node_modules'))
  const change = async (path: string, from: RegExp, to: string): Promise<void> => {
    const text = await readFile(join(tree, path), 'utf8')
    const changed = text.replace(from, to)
    if (changed === text) throw new Error(`${path} has no ${from.source}`)
    await writeFile(join(tree, path), changed)
  }
  const schema = 'server/store/postgres/schema.ts'
  if (step !== undefined) await change(schema, /\n\]\n/u, `\n  '${step}',\n]\n`)
  if (endsOlder !== undefined) await change(schema, /endings: .*\[/u, `$&${endsOlder}, `)
  if (documents !== undefined)
    await change('shared/board/document.ts', /schemaVersion = \d+/u, `schemaVersion = ${documents}`)
  return tree
}

const savedMs = 60_000
const besideMs = 5_000
/** So long a board takes at most from a server that was killed to another one. */
const movedMs = 10_000

/**
 * Servers of this version and of later ones share a database, which the later ones change, one after the other and back. All
 * the time people write on three boards. False when a board takes no words, when one is lost, or when a server does not say that it is too old.
 */
export async function versions(): Promise<boolean> {
  const folder = await newTempFolder()
  try {
    return await onSite(async (site) => new Versions(site, folder.path).play())
  } finally {
    await folder.remove()
  }
}

class Versions {
  readonly #site: Site
  readonly #folder: string
  readonly #written: { readonly board: CreatedBoard; readonly note: Written }[] = []
  readonly #people: { readonly board: CreatedBoard; readonly person: LastingPerson }[] = []
  readonly #failed: string[] = []
  #servers: readonly SiteNode[] = []

  constructor(site: Site, folder: string) {
    this.#site = site
    this.#folder = folder
  }

  async play(): Promise<boolean> {
    const { start, query } = this.#site
    const tree = (name: string): string => join(this.#folder, name)
    const adding = await newerVersion(root, tree('adding'), {
      step: 'ALTER TABLE boards ADD COLUMN newer TEXT',
    })
    const a = await start()
    this.#servers = [a]
    const [one, two] = [await a.createBoard(), await a.createBoard()]
    for (const board of [one, one, two]) await this.#join(board)
    const writing = setInterval(() => this.#write(), 250)
    try {
      const b = await start({}, adding)
      this.#servers = [a, b]
      const three = await b.createBoard()
      await this.#join(three)
      await writeLater(b, three)
      await delay(besideMs)
      const visits = this.#people.map(({ person }) => person.visits).join('')
      await this.#look('a later version has added to the database beside this one', visits === '1111')

      await a.process.stop('SIGKILL')
      this.#servers = [b]
      await this.#look('this version is killed')
      const again = await start()
      this.#servers = [again, b]
      await b.process.stop('SIGTERM')
      this.#servers = [again]
      const { newer } = (await query<{ newer: boolean }>(isAdded))[0] ?? { newer: false }
      await this.#look('this version started on that database, and the later one has ended', newer)
      this.#expect('a field of the later version is there', await hasLater(again, three))

      const [form, last] = await this.#laterForms(adding)
      await this.#newForm(again, form)
      await this.#end(last)
    } finally {
      clearInterval(writing)
      for (const { person } of this.#people) person.leave()
    }
    console.log(
      this.#failed.length === 0
        ? `  ${this.#written.length} notes were written, and all are there`
        : `  Does NOT hold: ${this.#failed.join('; ')}`,
    )
    return this.#failed.length === 0
  }

  /** One that writes boards of another form, and one that takes something away. */
  async #laterForms(adding: string): Promise<readonly [string, string]> {
    const form = await newerVersion(adding, join(this.#folder, 'form'), { documents: 2 })
    const [row] = await this.#site.query<{ taken: string }>(
      'SELECT count(*) AS taken FROM boussole.schema_steps',
    )
    const last = await newerVersion(form, join(this.#folder, 'last'), {
      step: 'ALTER TABLE boards DROP COLUMN newer',
      endsOlder: Number(row?.taken) + 1,
    })
    return [form, last]
  }

  /** A board that a later version has written in its own form is never at this one while another later one is there. */
  async #newForm(former: SiteNode, form: string): Promise<void> {
    const { start } = this.#site
    const [c, d] = [await start({}, form), await start({}, form)]
    await former.process.stop('SIGTERM')
    this.#servers = [c]
    await this.#look('boards are brought to a new form')
    const old = await start()
    this.#servers = [old, d]
    await c.process.stop('SIGKILL')
    await this.#look('the server that did it is killed')
    const owned = async (): Promise<string> =>
      (await Promise.all([old, d].map(async (server) => server.metric('boussole_node_boards')))).join()
    // A server tells of its boards when it renews its lease.
    for (let look = 0; look < 40 && (await owned()) !== '0,3'; look += 1) await delay(250)
    this.#expect('this version has none of them', (await owned()) === '0,3')
    const fenced = await Promise.all(
      [old, d].map(async (server) => server.metric('boussole_node_fenced_total')),
    )
    this.#expect('no board was written by two servers', fenced.join() === '0,0')
    const [board] = this.#people.map((each) => each.board)
    this.#expect('it has the new form', board !== undefined && (await formOf(old, board)) === 2)
  }

  /** A version that takes something away ends those that need it. */
  async #end(last: string): Promise<void> {
    const [old] = this.#servers
    const e = await this.#site.start({}, last)
    this.#servers = old ? [old, e] : [e]
    await this.#look('a later version has taken something away')
    const { status, body } = (await old?.ask('GET', '/readyz')) ?? { status: 0, body: '' }
    console.log(`  /readyz of this version: ${status} ${JSON.stringify(body)}`)
    this.#expect(
      'this version is not ready',
      status === 503 && JSON.stringify(body).includes('newer version'),
    )
    const refused = await this.#site.start().then(
      () => 'it started',
      ({ message }: Error) => message,
    )
    this.#expect('this version does not start', refused.includes('a newer Boussole has changed it'))
  }

  async #join(board: CreatedBoard): Promise<void> {
    const turn = this.#people.length
    const person = await this.#site.join(board, () =>
      turn % 2 === 0 ? this.#servers : this.#servers.toReversed(),
    )
    this.#people.push({ board, person })
  }

  #write(): void {
    for (const { board, person } of this.#people)
      this.#written.push({ board, note: person.write(`${person.author} ${this.#written.length}`) })
  }

  /** Everybody's words of this moment are saved soon, and all words so far are on their boards. */
  async #look(what: string, holds = true): Promise<void> {
    const startedAt = performance.now()
    this.#write()
    const all = [...this.#written]
    const areSaved = await waitFor(() => all.every(({ note }) => note.isSaved()), savedMs)
    const tookMs = Math.round(performance.now() - startedAt)
    const server = this.#servers.at(-1)
    let missing = 0
    for (const board of new Set(all.map((each) => each.board))) {
      const kept = server ? await this.#site.read(server, board) : new Set()
      missing += all.filter((each) => each.board === board && !kept.has(each.note.text)).length
    }
    console.log(
      `  ${what}: everybody's words are ${areSaved ? '' : 'NOT '}saved after ${tookMs} ms; missing: ${missing}`,
    )
    this.#expect(what, areSaved && tookMs <= movedMs && missing === 0 && holds)
  }

  #expect(what: string, holds: boolean): void {
    if (!holds) this.#failed.push(what)
  }
}

const isAdded = `
  SELECT count(*) = 1 AS newer FROM information_schema.columns
  WHERE table_schema = 'boussole' AND table_name = 'boards' AND column_name = 'newer'`

/** A document through this server, with everything that is on the board. */
async function documentAt(server: SiteNode, board: CreatedBoard) {
  const { session, participant } = await server.join(board, Role.participant)
  const client = connectClient({ url: server.url, board: board.id, token: session, doc: new Y.Doc() })
  await client.until(() => client.hello() !== undefined && client.isSynced())
  return { client, author: participant.id }
}

/** A note with a field of a later version. */
async function writeLater(server: SiteNode, board: CreatedBoard): Promise<void> {
  const { client, author } = await documentAt(server, board)
  const id = addNote(client.doc, { x: 0, y: 0, z: 1, author, created: 1, text: 'later' })
  const notes = notesRoot(client.doc)
  notes.set(id, { ...Object(notes.get(id)), ofLaterVersion: 'kept' })
  await client.allSaved()
  await client.close()
}

async function hasLater(server: SiteNode, board: CreatedBoard): Promise<boolean> {
  const { client } = await documentAt(server, board)
  await client.close()
  return [...notesRoot(client.doc).values()].some((note) => Object(note)['ofLaterVersion'] === 'kept')
}

async function formOf(server: SiteNode, board: CreatedBoard): Promise<unknown> {
  const { client } = await documentAt(server, board)
  await client.close()
  return metaRoot(client.doc).get('schema')
}
