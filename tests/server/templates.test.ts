import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { deleteTemplatesIn, savedTemplatesIn } from '#server/store/sqlite/host-data.ts'
import { maxSavedTemplates } from '#server/templates/templates.ts'
import { readBuiltIn } from '#server/templates/new-agenda.ts'
import type { Template } from '#shared/agenda/template.ts'
import { withoutNotes } from '#shared/agenda/steps.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import { readMeta } from '#shared/board/document.ts'
import { Role } from '#shared/workshop/role.ts'
import { templateSecretHeader, createSecretHeader } from '#shared/wire/secrets.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { type SavedTemplate, type TemplateError, type TemplateList } from '#shared/wire/templates.ts'
import { agendaOf, lead, takeAgenda } from '#tests/support/agendas.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'

const file = new URL('../../server/templates/built-in/brainstorm.json', import.meta.url)
const brainstorm = JSON.parse(await readFile(file, 'utf8')) as Template
const mine = { ...brainstorm, id: 'mine', title: { fr: 'Le mien' }, 'x-own': { deep: [1, { é: null }] } }

const listed = async ({ ask }: TestServer) =>
  ((await ask('GET', '/api/templates')).body as TemplateList).templates

/** The answer to a browser that deletes a template. */
async function deleted({ url }: TestServer, id: string, secret: string): Promise<number> {
  const headers = { [templateSecretHeader]: secret }
  return (await fetch(`${url}/api/templates/${id}`, { method: 'DELETE', headers })).status
}

/** The bytes of an exported template. */
async function exported({ url }: TestServer, id: string): Promise<string> {
  return (await fetch(`${url}/api/templates/${id}`)).text()
}

test('the built-in templates are listed with what comes out, how long and what they ask', async () => {
  const server = await startServer()
  const all = await listed(server)
  expect(all.map(({ id, isBuiltIn }) => [id, isBuiltIn])).toEqual(readBuiltIn().map(({ id }) => [id, true]))
  expect([all[0]?.seconds, all.at(-1)?.seconds]).toEqual([1_500, 0])
  expect(all[0]).toMatchObject({
    title: brainstorm.title,
    about: brainstorm.about,
    people: { from: 3, to: 40 },
    ask: brainstorm.ask,
    phases: brainstorm.phases.map(({ title }) => ({ title })),
    steps: 6,
  })
  expect(JSON.parse(await exported(server, 'brainstorm'))).toEqual(brainstorm)
  const schema = await server.ask('GET', '/schemas/template-1.json')
  expect(schema.headers.get('content-type')).toContain('application/schema+json')
})

test('a saved template is listed, survives a restart, and its file saved again is the same file', async () => {
  const server = await startServer()
  const saved = await server.ask('POST', '/api/templates', mine)
  expect(saved).toMatchObject({
    status: 201,
    body: { template: { isBuiltIn: false, title: { fr: 'Le mien' } } },
  })
  const { template, secret } = saved.body as SavedTemplate
  const { id } = template
  const first = await exported(server, id)
  expect(JSON.parse(first)).toEqual(mine)
  const copy = await server.ask('POST', '/api/templates', JSON.parse(first))
  expect(await exported(server, (copy.body as SavedTemplate).template.id)).toBe(first)
  await server.close()

  const again = await startServer({ dataDir: server.dataDir })
  expect((await listed(again)).filter(({ isBuiltIn }) => !isBuiltIn)).toHaveLength(2)
  expect(await deleted(again, id, secret)).toBe(204)
  expect(await deleted(again, id, secret)).toBe(404)
  expect(await deleted(again, 'brainstorm', secret)).toBe(404)
  expect((await listed(again)).filter(({ isBuiltIn }) => !isBuiltIn)).toHaveLength(1)
})

test('where everybody may open boards only the browser that saved a template deletes it', async () => {
  const server = await startServer()
  const save = async () => (await server.ask('POST', '/api/templates', mine)).body as SavedTemplate
  const [own, other] = [await save(), await save()]
  for (const secret of ['', 'guess', other.secret]) {
    expect(await deleted(server, own.template.id, secret)).toBe(403)
  }
  expect((await server.ask('GET', '/api/templates')).body).toMatchObject({ isShared: false })
  expect((await listed(server)).filter(({ isBuiltIn }) => !isBuiltIn)).toHaveLength(2)
  // Nothing that anybody may read has a secret or its hash.
  const everything = JSON.stringify(await listed(server)) + (await exported(server, own.template.id))
  expect(everything).not.toMatch(/secret/)
  expect(await deleted(server, own.template.id, own.secret)).toBe(204)
  const tries: number[] = []
  for (let attempt = 0; attempt < 30; attempt++) tries.push(await deleted(server, other.template.id, 'guess'))
  expect(tries.at(-1)).toBe(429)
})

test('everybody who knows the secret of the server may delete all saved templates', async () => {
  const secret = 'tilde'
  const server = await startServer({ config: { opening: { by: 'secret', secret } } })
  const headers = { [createSecretHeader]: secret, 'content-type': 'application/json' }
  const address = `${server.url}/api/templates`
  const sent = await fetch(address, { method: 'POST', headers, body: JSON.stringify(mine) })
  const { template } = (await sent.json()) as SavedTemplate
  expect(await (await fetch(address, { headers })).json()).toMatchObject({ isShared: true })
  const gone = await fetch(`${address}/${template.id}`, {
    method: 'DELETE',
    headers: { [createSecretHeader]: secret },
  })
  expect(gone.status).toBe(204)
})

test('a template with mistakes is refused with each of them, and so is one that is too large', async () => {
  const server = await startServer()
  const wrong = { ...mine, phases: [{ id: 'a', title: { en: '{what}' }, steps: [{ activity: 'sing' }] }] }
  const refused = await server.ask('POST', '/api/templates', wrong)
  expect(refused.status).toBe(400)
  const { code, message, problems = [] } = refused.body as TemplateError
  expect(code).toBe('template_invalid')
  expect(message).toBe('phases/0/steps/0/id: This is missing.')
  expect(problems.map(({ path, code: kind }) => `${path}: ${kind}`)).toEqual([
    'phases/0/steps/0/id: missing',
    'phases/0/steps/0/prompt: missing',
    'phases/0/steps/0/seconds: missing',
    'phases/0/steps/0/writing: missing',
    'phases/0/steps/0/activity: unknown_activity',
  ])
  const big = await server.ask('POST', '/api/templates', { ...mine, extra: 'x'.repeat(200_000) })
  expect(big.body).toMatchObject({ problems: [{ path: '', code: 'too_big', details: { limit: 200_000 } }] })
  const huge = await server.ask('POST', '/api/templates', { ...mine, extra: 'x'.repeat(700_000) })
  expect(huge).toMatchObject({ status: 413, body: { code: 'too_large' } })
  expect((await listed(server)).filter(({ isBuiltIn }) => !isBuiltIn)).toEqual([])
})

test('only people who may open boards see, save and delete templates', async () => {
  const secret = 'Où naît l’idée ?'
  const server = await startServer({ config: { opening: { by: 'secret', secret } } })
  const requests = [
    ['GET', '/api/templates'],
    ['GET', '/api/templates/brainstorm'],
    ['POST', '/api/templates', mine],
    ['DELETE', '/api/templates/any'],
  ] as const
  for (const [method, path, body] of requests) {
    expect(await server.ask(method, path, body)).toMatchObject({
      status: 403,
      body: { code: 'secret_needed' },
    })
  }
  const headers = { [createSecretHeader]: encodeURIComponent(secret), 'content-type': 'application/json' }
  const saved = { method: 'POST', headers, body: JSON.stringify(mine) }
  expect((await fetch(`${server.url}/api/templates`, saved)).status).toBe(201)
  const all = await fetch(`${server.url}/api/templates`, { headers })
  const isSaved = ({ isBuiltIn }: { readonly isBuiltIn: boolean }) => !isBuiltIn
  expect(((await all.json()) as TemplateList).templates.filter(isSaved)).toHaveLength(1)
  // Everybody knows the built-in ones: they are in the source.
  const known = (await server.ask('GET', '/api/built-in-templates')).body as TemplateList
  expect(known.templates.length).toBeGreaterThan(2)
  expect(known.templates.filter(isSaved)).toEqual([])
})

const small = { ...brainstorm, ask: [], phases: [], endFrom: undefined }

test('the server keeps a bounded number of templates', async () => {
  const secret = 'shared-by-the-house'
  const server = await startServer({ config: { opening: { by: 'secret', secret } } })
  const save = async () =>
    server.ask('POST', '/api/templates', small, undefined, { [createSecretHeader]: secret })
  for (let count = 0; count < maxSavedTemplates; count++) expect((await save()).status).toBe(201)
  expect(await save()).toMatchObject({ status: 409, body: { code: 'too_many_templates' } })
})

test('where everybody may save templates, one network saves ten, and the host deletes them', async () => {
  let now = Date.UTC(2026, 11, 1)
  const server = await startServer({ now: () => now })
  const outcomes: unknown[] = []
  for (let count = 0; count < 12; count++)
    outcomes.push(((await server.ask('POST', '/api/templates', small)).body as { code?: string }).code)
  expect(outcomes.filter((code) => code === undefined)).toHaveLength(10)
  expect(outcomes.at(-1)).toBe('template_share_used')

  const saved = (await savedTemplatesIn(server.dataDir)).map(({ id }) => id)
  expect(saved).toHaveLength(10)
  expect(await deleteTemplatesIn(server.dataDir, [...saved, 'unknown'])).toEqual(saved)
  // The list is read again within a minute.
  now += 60_000
  expect((await listed(server)).filter(({ isBuiltIn }) => !isBuiltIn)).toEqual([])
})

test('a board begins with the agenda of its template, in its first update', async () => {
  const server = await startServer()
  const agenda = { template: mine, answers: { question: ' Why us? ', minutes: 4, other: 'x' } }
  const created = await server.ask('POST', '/api/boards', { title: 'Why', language: 'fr', agenda })
  expect(created.status).toBe(201)
  const { doc } = (await joinBoard(server, created.body as CreatedBoard)).client
  expect(readAgenda(doc)).toMatchObject({
    // The notes for facilitators are no part of the shared document.
    template: withoutNotes(mine),
    answers: { question: ' Why us? ', minutes: 4, dots: '', end: '' },
    edition: 1,
    now: { state: 'ready', move: 0 },
  })
  expect(readMeta(doc)).toMatchObject({ title: 'Why', language: 'fr' })
})

test('a board is not opened with a wrong template or wrong answers, and the answer says which', async () => {
  const server = await startServer()
  const refusedBy = async (agenda: unknown) => {
    const { status, body } = await server.ask('POST', '/api/boards', { agenda })
    return {
      status,
      problems: ((body as TemplateError).problems ?? []).map((one) => `${one.path} ${one.message}`),
    }
  }
  expect(await refusedBy({ template: mine, answers: { minutes: 'many', end: '9' } })).toEqual({
    status: 400,
    problems: [
      'answers/question This question needs an answer.',
      'answers/minutes This is no answer to a question of the kind minutes.',
      'answers/end This is no answer to a question of the kind time.',
    ],
  })
  expect(await refusedBy({ template: { ...mine, phases: 3 }, answers: null })).toEqual({
    status: 400,
    problems: ['phases This must be a list.'],
  })
  expect(await refusedBy({})).toMatchObject({ status: 400 })
})

test('an agenda that a facilitator takes has an answer to each question, or is refused', async () => {
  const server = await startServer()
  const fay = await joinBoard(server, await server.createBoard(), { role: Role.facilitator })
  expect(await lead(fay, { kind: 'agenda.take', template: mine, answers: { minutes: 3 } })).toBe(
    'bad_template',
  )
  const wrong = { question: 'Why?', minutes: 0.5 }
  expect(await lead(fay, { kind: 'agenda.take', template: mine, answers: wrong })).toBe('bad_template')
  await takeAgenda(fay, mine)
  expect(agendaOf(fay).answers).toEqual({ question: 'Why?', minutes: 6, dots: '', end: '' })
})
