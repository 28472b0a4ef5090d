import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { askControl } from './admin/control.ts'
import { commandList, type BoardInUse, type ControlReply, type HostRequest } from './admin/host-commands.ts'
import { createApp } from './app.ts'
import { readConfig, type Config } from './config.ts'
import { StoreError } from './contracts/store-error.ts'
import { markOf, readAudit } from './ops/audit-log.ts'
import { counted, giveUp, refuseWithPostgres } from './ops/command-line.ts'
import { pageAddress } from './purpose/purpose-pages.ts'
import { boardsIn, type HostedBoard } from './store/sqlite/host-data.ts'

// Files are for the user of this process alone, from the first byte.
process.umask(0o077)

/** `npm run admin -- COMMAND …`: what a host does with boards, beside a running server or without one. */
const result = readConfig(process.env)
if (!result.ok) giveUp(result.problem)
const { config } = result
const [command = '', ...given] = process.argv.slice(2)

try {
  if (command === 'boards' || command === 'audit')
    refuseWithPostgres(config, 'its table boards lists the boards, and audit.log is in DATA_DIR')
  if (command === 'boards') await listBoards(config)
  else if (command === 'audit') await showAudit(config)
  else if (Object.hasOwn(commandList, command)) await run(config)
  else giveUp(usage())
} catch (error) {
  if (!(error instanceof StoreError)) throw error
  giveUp(error.message)
}
// Without a server, this process has opened the boards itself.
process.exit()

async function listBoards({ dataDir, publicUrl }: Config): Promise<void> {
  const boards = boardsIn(dataDir)
  const people = await askControl(dataDir, { args: ['people'] })
  const here = JSON.parse(people?.lines[0] ?? '{}') as Readonly<Record<string, BoardInUse>>
  console.log('board                  made        last change      size  people  here now  workshop  title')
  for (const board of boards) console.log(lineOf(board, here[board.id], publicUrl ?? ''))
  const bytes = boards.reduce((sum, board) => sum + board.bytes, 0)
  console.log(`${counted(boards.length, 'board')}, ${sizeOf(bytes)}.`)
}

function lineOf(
  { id, created, used, bytes, people, page, title }: HostedBoard,
  here: BoardInUse | undefined,
  origin: string,
): string {
  return [
    id.padEnd(22),
    dayOf(created),
    dayOf(used - 1).padEnd(11),
    sizeOf(bytes).padStart(9),
    String(people).padStart(7),
    String(here?.people ?? '').padStart(9),
    here?.hasWorkshop === true ? ' open    ' : '         ',
    ` ${plain(title)}${page === null ? '' : `  (page ${origin}${pageAddress(page)})`}`,
  ].join(' ')
}

/** With the ids of the boards that are still there. */
async function showAudit({ dataDir }: Config): Promise<void> {
  const ids = new Map(boardsIn(dataDir).map(({ id }) => [markOf(id), id]))
  for (const line of await readAudit(dataDir)) {
    const facts = JSON.parse(line) as { readonly board?: string }
    const board = facts.board === undefined ? undefined : (ids.get(facts.board) ?? facts.board)
    console.log(JSON.stringify({ ...facts, board }))
  }
}

/** In the server that runs, or in this process. */
async function run(config: Config): Promise<void> {
  const args = [command, ...given]
  const target = command === 'export' ? given[1] : undefined
  if (command === 'export' && target === undefined) giveUp(usage())
  const file = command === 'import' ? await readFile(pathOf(given[0] ?? '')).catch(() => null) : undefined
  if (file === null) giveUp(`There is no file ${given[0]}.`)
  const request = { args, file }
  const reply = (await askControl(config.dataDir, request)) ?? (await runHere(config, request))
  if (!reply.isDone) giveUp(reply.lines.join('\n'))
  if (target !== undefined) {
    const path = pathOf(target)
    await writeFile(path, reply.file ?? '', { flag: 'wx' }).catch(() =>
      giveUp(`${path} cannot be written, or is there already.`),
    )
    console.log(`${path} has the board with its pictures, without links, sessions and private drafts.`)
  }
  for (const line of reply.lines) console.log(line)
}

async function runHere(config: Config, request: HostRequest): Promise<ControlReply> {
  if (request.args[0] === 'announce') giveUp('No server uses this data folder, so nobody could read it.')
  const app = await createApp({ ...config, logLevel: 'error', backups: null })
  try {
    return await app.hostCommands(config.publicUrl ?? `http://localhost:${config.port}`)(request)
  } finally {
    await app.close()
  }
}

function usage(): string {
  const list = [
    'boards                 lists all boards',
    ...Object.values(commandList),
    'audit                  shows what hosts and facilitators did',
  ]
  return ['npm run admin -- COMMAND', ...list.map((line) => `  ${line}`)].join('\n')
}

/** npm runs commands in the project's folder; the person may be in another one. */
function pathOf(name: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), name)
}

/** A stranger may have written it: one line, and nothing that a terminal obeys. */
function plain(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

function sizeOf(bytes: number): string {
  return bytes < 100_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
