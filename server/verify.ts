import { createPublicKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readConfig } from './config.ts'
import { giveUp, refuseWithPostgres } from './ops/command-line.ts'
import { keyInBrief, publicKeyOf } from './purpose/evidence-key.ts'
import { checkEvidence, type ChangedPlace } from './report/evidence-file.ts'
import { evidenceKeyIn } from './store/sqlite/host-data.ts'

/**
 * `npm run verify -- FILE [KEY]` checks an evidence file. KEY is the published key: an address (https://…/evidence-key), or a
 * file. Without it, the key of this data folder. Ends with 0: unchanged; 1: it could not be checked; 2: changed; 3: signed
 * with another key.
 */
const usage = 'Say which file to check: npm run verify -- FILE, and the published key: an address or a file.'
const [named, keyNamed, ...others] = process.argv.slice(2)
if (named === undefined || others.length > 0) giveUp(usage)

/** npm runs commands in the project's folder; the person may be in another one. */
const fileOf = (name: string): string => resolve(process.env['INIT_CWD'] ?? process.cwd(), name)

const file = fileOf(named)
const bytes = await readFile(file).catch(() => giveUp(`${file} cannot be read.`))
const key = await publicKey(keyNamed)
const verdict = checkEvidence(bytes, key)
const brief = keyInBrief(key)

switch (verdict.kind) {
  case 'unchanged': {
    const { head, sections } = verdict
    const server = head.server === '' ? 'the server' : head.server
    console.log(
      `${file}: unchanged. ${sections} of ${sections} sections are as ${server} signed them (${head.signed}), with the key ${brief}.`,
    )
    console.log('It proves what the server kept that day; not who was in the room.')
    break
  }
  case 'changed':
    for (const place of verdict.places)
      console.error(`${file}: at least one byte has changed ${placeOf(place)}.`)
    process.exitCode = 2
    break
  case 'other key':
    console.error(
      `${file}: it was signed with another key (${keyInBrief(Buffer.from(verdict.key, 'base64'))}) than the one named (${brief}). It proves nothing about this server.`,
    )
    process.exitCode = 3
    break
  case 'no evidence':
    giveUp(`${file} is no evidence file of Boussole.`)
}

function placeOf(place: ChangedPlace): string {
  switch (place.kind) {
    case 'section':
      return `in section ${place.number}, “${place.title}”`
    case 'signature':
      return 'in the list of hashes or its signature'
    case 'page':
      return 'in the page round the sections: its program or its style'
  }
}

async function publicKey(name: string | undefined): Promise<Uint8Array> {
  if (name === undefined) {
    const config = readConfig(process.env)
    if (config.ok) refuseWithPostgres(config.config, 'name the address of the published key')
    const kept = config.ok ? evidenceKeyIn(config.config.dataDir) : undefined
    if (!kept) giveUp(`There is no key of a server here. ${usage}`)
    return publicKeyOf(kept)
  }
  const text = await (/^https?:/.test(name) ? keyAt(name) : readFile(fileOf(name), 'utf8')).catch(() =>
    giveUp(`The key ${name} cannot be read.`),
  )
  try {
    return createPublicKey(text).export({ type: 'spki', format: 'der' })
  } catch {
    return giveUp(`${name} is no public key.`)
  }
}

async function keyAt(address: string): Promise<string> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(10_000) })
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`)
  return answer.text()
}
