import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '#tests/support/metered-server.ts'
import { openBeside, personAt, startNodes, textsOf, write } from '#tests/support/nodes.ts'
import { besideStore, postgresFor, rowsBeside } from '#tests/support/postgres.ts'
import { newDataDir, startServer, type SpawnedServer } from '#tests/support/server.ts'
import { newStoreFolder, storeNewBoard } from '#tests/support/sqlite-fixtures.ts'

const update = new Uint8Array([0, 0])

test('where a newer version has only added to the database an older one goes on, and leaves newer boards to it', async () => {
  const postgres = postgresFor(await newStoreFolder())
  const a = await openBeside(postgres, 'http://a:1')
  const board = await storeNewBoard(a)
  await besideStore(postgres, 'INSERT INTO {}.schema_steps VALUES (99, 0)')
  await a.append(board, [update], [])
  // Started again.
  const b = await openBeside(postgres, 'http://b:1')
  await b.append(await storeNewBoard(b), [update], [])

  // A newer server has had the board, and is gone; another one is there.
  await besideStore(
    postgres,
    `INSERT INTO {}.node (token, address, documents, until) VALUES ('newer', 'http://n:1', 99, now() + interval '1 h');
     UPDATE {}.head SET token = 'gone', schema = 99 WHERE board = '${board}'`,
  )
  expect(await b.ownerOf(board)).toBe('http://n:1')
  await expect(a.append(board, [update], [])).rejects.toMatchObject({ kind: 'fenced' })
  await expect(b.load(board)).rejects.toMatchObject({ kind: 'fenced' })
  // With nobody else left the board can be read.
  await besideStore(
    postgres,
    `DELETE FROM {}.node WHERE token = 'newer'; DELETE FROM {}.schema_steps WHERE step = 99`,
  )
  expect(await b.ownerOf(board)).toBeNull()
  expect((await b.load(board))?.updates).toHaveLength(2)
  expect(await rowsBeside(postgres, 'SELECT 1 FROM {}.head WHERE schema = 99')).toBe(1)
})

test('a file of a page that a server of another version has comes from there', async () => {
  const clientDir = await newDataDir()
  await mkdir(join(clientDir, 'assets'))
  for (const file of ['index.html', 'join.html', join('assets', 'own-1.js')])
    await writeFile(join(clientDir, file), 'own')
  const postgres = { ...postgresFor(await newDataDir()), address: 'http://a:1' }
  const server = await startServer({ config: { clientDir, postgres } })
  const asked: string[] = []
  const other = createServer(({ url = '' }, response) => {
    asked.push(url)
    response.writeHead(url.includes('later') ? 200 : 404, { 'content-type': 'text/javascript' }).end('later')
  }).listen(0, '127.0.0.1')
  onTestFinished(() => other.close().closeAllConnections())
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const gone = await freePort()
  await besideStore(
    postgres,
    `INSERT INTO {}.node (token, address, until) VALUES
       ('1', 'http://127.0.0.1:${gone}', now() + interval '1 h'),
       ('2', 'http://127.0.0.1:${port}', now() + interval '1 h')`,
  )
  const answers = ['own-1.js', 'later-2.js', 'nobodys-3.js'].map(async (file) => {
    const { status, body } = await server.ask('GET', `/assets/${file}`)
    return status === 200 ? body : status
  })
  expect(await Promise.all(answers)).toEqual(['own', 'later', 404])
  expect(asked.toSorted()).toEqual(['/assets/later-2.js', '/assets/nobodys-3.js'])
})

test('a newer version that takes something away ends the older ones first, and they say so', async () => {
  const { servers, postgres } = await startNodes(1)
  const [a] = servers as [SpawnedServer]
  const board = await a.createBoard()
  const ada = await personAt(a, board)
  write(ada, 'before')
  await ada.client.allSaved()
  const ready = async () => {
    const { status, body } = await a.ask('GET', '/readyz')
    return `${status} ${JSON.stringify(body)}`
  }
  // As its first transaction does.
  await besideStore(postgres, 'INSERT INTO {}.schema_steps VALUES (99, 99); DELETE FROM {}.node')
  await ada.client.closed
  await expect.poll(ready).toMatch(/^503 .*A newer version has changed the database/u)
  await expect(openBeside(postgres, 'http://b:1')).rejects.toThrow('a newer Boussole has changed it')
  await besideStore(postgres, 'DELETE FROM {}.schema_steps WHERE step = 99')
  await expect.poll(ready).toMatch(/^200/u)
  const again = await personAt(a, board, ada)
  write(again, 'after it')
  await again.client.allSaved()
  expect(textsOf((await personAt(a, board)).client.doc)).toEqual(['after it', 'before'])
})
