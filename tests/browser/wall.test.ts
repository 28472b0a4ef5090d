import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { keptStates } from '#server/activities/report-sections.ts'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import type { StepPath, Template } from '#shared/agenda/template.ts'
import { questionsIn } from '#shared/activities/read/questions.ts'
import { readActivity } from '#shared/board/activities.ts'
import { notesOf } from '#shared/board/note.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { layoutFaults } from '#tests/soak/layout-faults.ts'
import { agendaOf, lead, moveTo, takeAgenda } from '#tests/support/agendas.ts'
import { violationsInBothThemes } from '#tests/support/axe.ts'
import { openStage, type Stage } from '#tests/support/browser.ts'
import { listen } from '#tests/support/heard.ts'
import { livedDay } from '#tests/support/lived-day.ts'
import { joinByLink } from '#tests/support/people.ts'
import { joinDesk, writeDrafts } from '#tests/support/socket-desks.ts'
import { joinBoard, type Voter } from '#tests/support/socket-voters.ts'
import { timeLimit } from '#tests/support/time-limits.ts'

interface DayFile {
  readonly agenda: { readonly now: object }
  readonly rounds: readonly { readonly step?: string; readonly closedAt?: number }[]
}

/** A purpose day that thirty people have lived, at this step, whose vote has just been closed. One vote may be still to come. */
async function dayAt({ server }: Stage, step: StepPath, unasked?: StepPath): Promise<CreatedBoard> {
  const day = snapshotOf(livedDay('fr'))
  const file = JSON.parse(writeBoardFile(day, { activities: keptStates(day) })) as DayFile
  const now = Date.now()
  const running = { ...file.agenda.now, state: 'running', step, since: now - 60_000 }
  const { body } = await server.ask('POST', '/api/imports', {
    ...file,
    agenda: { ...file.agenda, now: running },
    // The one of the step is the last one.
    rounds: file.rounds
      .filter((round) => unasked === undefined || round.step !== unasked)
      .map((round) => (round.step === step ? { ...round, closedAt: now } : round))
      .toSorted((a, b) => (a.closedAt ?? 0) - (b.closedAt ?? 0)),
  })
  return body as CreatedBoard
}

async function openRoom(stage: Stage, board: CreatedBoard): Promise<Page> {
  const page = await stage.newPage({ viewport: { width: 1_280, height: 720 }, locale: 'fr-FR' })
  await page.goto(board.links.viewer.replace('#', '/projector#'))
  await page.locator('.projector [data-step]').waitFor()
  return page
}

async function leader({ server }: Stage, board: CreatedBoard): Promise<Voter> {
  return joinBoard(server, board, { role: Role.facilitator })
}

test('the first page of a result has those ahead, large, and as many of the others as the room can read; it is there again when the group comes back', async () => {
  const stage = await openStage()
  const board = await dayAt(stage, 'shortlist/vote')
  const page = await openRoom(stage, board)
  const rows = page.locator('.projector__outcome .blocks__ranked')
  await rows.first().waitFor()
  const shown = () =>
    page.locator('.room-pages__place').evaluate((place) => {
      const { right, bottom, height } = place.getBoundingClientRect()
      const inSight = [...place.querySelectorAll('.blocks__ranked')].flatMap((row) => {
        const box = row.getBoundingClientRect()
        const part = row.closest('[data-part]')?.getAttribute('data-part')
        const words = row.querySelector('.statement') ?? row
        const size = Number.parseFloat(getComputedStyle(words).fontSize)
        return box.left < right ? [{ part, size, bottom: box.bottom }] : []
      })
      return {
        parts: [...new Set(inSight.map(({ part }) => part))],
        isLegible: inSight.every(({ size }) => size >= 28),
        isFilled: 1 - (bottom - Math.max(...inSight.map((row) => row.bottom))) / height > 0.7,
      }
    })
  await expect
    .poll(shown)
    .toEqual({ parts: expect.arrayContaining(['ahead', 'band']), isLegible: true, isFilled: true })
  await expectNoFaults(page)
  expect(await violationsInBothThemes({ page })).toEqual([])

  // The group goes on, and comes back to it.
  const fay = await leader(stage, board)
  await moveTo(fay, 'why/write')
  await rows.first().waitFor({ state: 'detached' })
  await moveTo(fay, 'shortlist/vote')
  await page.locator('[data-step="shortlist/vote"]').waitFor()
  await rows.first().waitFor()
})

const step = { prompt: [{ fr: 'Nos principes' }], seconds: 480, writing: 'none' } as const
const input = [{ from: 'how/write', take: 'notes', show: 'pour' }] as const

/** Principles are written alone, shown and voted on. */
const how: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'how',
  title: { fr: 'Comment' },
  ask: [],
  phases: [
    {
      id: 'how',
      title: { fr: 'Le Comment' },
      steps: [
        {
          ...step,
          id: 'write',
          activity: 'principles',
          does: 'write',
          writing: 'private',
          fields: [{ id: 'all', title: { fr: 'Nos principes' } }],
        },
        { ...step, id: 'show', activity: 'reveal' },
        { ...step, id: 'vote', activity: 'vote', target: 'notes', scale: 'dots', budget: 2, input },
      ],
    },
  ],
}

/** Of such length people write them. */
const principles = [
  'Dire non en janvier',
  'Ouvrir à l’heure',
  'Rendre la rue intacte',
  'Répéter la panne',
].map((choice) =>
  [
    choice,
    'même au détriment de plaire en réunion, ou de finir notre propre journée',
    'On le verra le jour où un client nous remercie d’un refus qui lui a évité une saison',
    'On l’aura trahi le jour où nous promettons en mars ce que personne ne tiendra en juin',
  ].join('\n'),
)

test('a principle is whole on the wall, where people read it and where they vote on it', async () => {
  const stage = await openStage()
  const board = await stage.server.createBoard({ language: 'fr' })
  const fay = await leader(stage, board)
  const bo = await joinBoard(stage.server, board, { name: 'Bo' })
  await takeAgenda(fay, how)
  const why = { kind: 'agenda.move', from: 0, to: 'how/write', despite: 'Pour essayer' } as const
  expect(await lead(fay, why)).toBe('ok')
  await fay.client.until(() => agendaOf(fay).now.step === 'how/write')
  const origin = { step: 'how/write', field: 'all', kind: 'principle' } as const
  await writeDrafts(await joinDesk(stage.server, board, bo.session), principles, origin)
  const page = await openRoom(stage, board)
  for (const name of ['show', 'vote']) {
    await moveTo(fay, `how/${name}`)
    await page.locator(`[data-step="how/${name}"]`).waitFor()
    await expectWhole(page)
    await expect.poll(() => page.locator('.wall__note').count()).toBe(4)
    // Two of them stand on the first page.
    const inSight = () =>
      page
        .locator('.wall__note')
        .evaluateAll((notes) => notes.filter((note) => note.getBoundingClientRect().left < innerWidth).length)
    await expect.poll(inSight).toBeGreaterThanOrEqual(2)
    await picture(page, `principles-${name}`)
  }
})

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['PICS']
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` })
}

/** No text goes on in another column, and each is dark ink on the light wall. */
async function expectWhole(page: Page): Promise<void> {
  await page.locator('.wall__note').first().waitFor()
  const torn = () =>
    page
      .locator('.wall__note')
      .evaluateAll((notes) => notes.filter((note) => note.getClientRects().length > 1).length)
  await expect.poll(torn).toBe(0)
  const tints = () =>
    page
      .locator('.wall__note')
      .evaluateAll((notes) => [...new Set(notes.map((note) => getComputedStyle(note).backgroundColor))])
  await expect.poll(tints).toEqual(['rgba(0, 0, 0, 0)'])
  await expectNoFaults(page)
}

/** Nothing is cut or too small, once the fonts have come. */
async function expectNoFaults(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(layoutFaults, 27)).toEqual([])
}

test('a need that a vote is about names its person on the wall', async () => {
  const stage = await openStage()
  const board = await dayAt(stage, 'ecosystem/needs', 'ecosystem/agree')
  const fay = await leader(stage, board)
  await moveTo(fay, 'ecosystem/agree')
  const page = await openRoom(stage, board)
  const notes = page.locator('.wall__note')
  await notes.first().waitFor()
  const all = new Map(notesOf(fay.client.doc).map((note) => [note.id, note]))
  const people = [...all.values()].filter(({ kind }) => kind === 'stakeholder').map(({ text }) => text)
  const whose = page.locator('.wall__whose')
  await expect.poll(async () => (await whose.count()) - (await notes.count())).toBe(0)
  const named = await whose.allTextContents()
  expect(named.filter((name) => !people.includes(name))).toEqual([])
})

test('a question asked while people read is on the wall and in the ear, without a name, until it is answered', async () => {
  const stage = await openStage()
  const board = await dayAt(stage, 'shortlist/read')
  const fay = await leader(stage, board)
  const bo = await joinBoard(stage.server, board, { name: 'Bo' })
  const [page, ana] = await Promise.all([
    openRoom(stage, board),
    joinByLink(stage, board.links.participant, { name: 'Ana', language: 'fr' }),
  ])
  await page.locator('.between').waitFor({ state: 'detached', timeout: timeLimit(30_000) })
  const heard = await listen(ana)
  const asked = page.locator('.read-room li')
  const proposal = notesOf(bo.client.doc).find(({ step }) => step === 'why/write')
  const ask = (text: string, note: string | null = null) =>
    bo.client.command({ kind: 'read.ask', note, text })
  expect(await ask('La rue, c’est-à-dire ?', proposal?.id)).toMatchObject({ ok: true })
  await asked.getByText('La rue, c’est-à-dire ?').waitFor()
  await asked.getByText('À propos de').waitFor()
  await heard(/La rue, c’est-à-dire ?\?/u)
  expect(await page.locator('.read-room').textContent()).not.toContain('Bo')
  for (const text of ['Pour qui ?', 'Depuis quand ?']) expect(await ask(text)).toMatchObject({ ok: true })
  await page.getByText(/1\sautre question attend/u).waitFor()
  await expect.poll(() => asked.count()).toBe(2)
  await expectNoFaults(page)
  expect(await violationsInBothThemes({ page })).toEqual([])

  const question = await questionAbout(fay, 'La rue')
  expect(await bo.client.command({ kind: 'read.answer', question, text: 'Celle du départ.' })).toMatchObject({
    ok: true,
  })
  await heard(/Celle du départ/u)
  await asked.getByText('La rue').waitFor({ state: 'detached' })
  await asked.getByText('Depuis quand').waitFor()
})

async function questionAbout({ client }: Voter, words: string): Promise<string> {
  const all = () => questionsIn(readActivity(client.doc, 'read'))
  await client.until(() => all().some(({ text }) => text.startsWith(words)))
  return all().find(({ text }) => text.startsWith(words))?.id ?? ''
}

test('between two phases the room reads the title alone, and then the question', async () => {
  const stage = await openStage()
  const board = await dayAt(stage, 'why/write')
  const fay = await leader(stage, board)
  const page = await openRoom(stage, board)
  const question = page.locator('.projector-step__prompt')
  const title = page.locator('.between__title')
  await question.waitFor()
  await moveTo(fay, 'shortlist/read')
  await title.waitFor()
  expect(await question.isVisible()).toBe(false)
  await question.waitFor({ timeout: timeLimit(30_000) })
  expect(await title.count()).toBe(0)
})

test('a facilitator turns the pages of the wall in the bar that is there', async () => {
  const stage = await openStage()
  const board = await dayAt(stage, 'shortlist/vote')
  const [gil] = await Promise.all([
    joinByLink(stage, board.links.facilitator, { name: 'Gil', language: 'fr' }),
    openRoom(stage, board),
  ])
  const bar = gil.page.getByRole('banner')
  await bar.getByRole('region', { name: gil.words.room.label }).waitFor()
  const title = bar.locator('.phase-title')
  for (const width of [1_440, 1_280]) {
    await gil.page.setViewportSize({ width, height: 800 })
    const isCut = () =>
      title.evaluate(
        (text) => text.scrollHeight > text.clientHeight + 1 || text.scrollWidth > text.clientWidth + 1,
      )
    await expect.poll(isCut, { message: `the title at ${width}` }).toBe(false)
  }
})
