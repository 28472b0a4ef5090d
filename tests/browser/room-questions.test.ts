import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import type { Template } from '#shared/agenda/template.ts'
import { askedIn } from '#shared/asking/asked.ts'
import { readActivity, askedName } from '#shared/board/activities.ts'
import { addNote } from '#shared/board/note.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { layoutFaults } from '#tests/soak/layout-faults.ts'
import { moveTo } from '#tests/support/agendas.ts'
import { openStage, type Stage } from '#tests/support/browser.ts'
import { builtInTemplate } from '#tests/support/built-in-template.ts'
import { livedDay } from '#tests/support/lived-day.ts'
import { joinBoard, type Voter } from '#tests/support/socket-voters.ts'
import { boardWithStatements } from '#tests/support/tested-board.ts'

const long =
  'Nous tenons la radio à trois heures du matin, quand la route est verglacée et que personne ne répond plus, pour que les secours trouvent le bon virage et que la personne qui attend dans le fossé entende une voix qui sait où elle est.'

test('a long dilemma is whole on the pages of a projector of any size, and so are the answers before', async () => {
  const stage = await openStage()
  const doc = livedDay('fr')
  addNote(doc, {
    x: 0,
    y: -5_000,
    author: null,
    created: 1,
    kind: 'dilemma',
    text: `Le direct tombe dix minutes avant le départ. ${long}`,
    step: 'hard/write',
    field: 'dilemmas',
    blanks: { a: long.slice(0, 150), b: `Réparer d’abord, et ${long.slice(0, 120)}` },
  })
  const template = builtInTemplate('operations')
  const steps = template.phases.flatMap((phase) => phase.steps)
  const settling: Template = {
    ...template,
    phases: template.phases.flatMap((phase) =>
      phase.id === 'hard'
        ? [
            {
              ...phase,
              steps: steps.flatMap((step) =>
                step.id === 'settle'
                  ? [{ ...step, input: [{ from: 'hard/write', take: 'notes', show: 'pour' } as const] }]
                  : step.id === 'write' && phase.steps.includes(step)
                    ? [step]
                    : [],
              ),
            },
          ]
        : [],
    ),
  }
  const { agenda: _, ...file } = JSON.parse(writeBoardFile(snapshotOf(doc))) as Record<string, unknown>
  const { body } = await stage.server.ask('POST', '/api/imports', file)
  const board = body as CreatedBoard
  const fay = await joinBoard(stage.server, board, { role: Role.facilitator })
  await fay.client.command({ kind: 'agenda.take', template: settling, answers: { team: 'Nous' } })
  const people = await Promise.all(
    ['Ana', 'Bo', 'Cy'].map((name) => joinBoard(stage.server, board, { name })),
  )
  await moveTo(fay, 'hard/settle')
  const page = await openRoom(stage, board)
  await page.getByText('Avant d’en parler').waitFor()
  await expectWhole(page, 'before')
  await expectSidesShown(page)

  // Two answers are too few to be told: nothing is said of them while people answer the next question.
  await answer(fay, people.slice(0, 2), () => 'a')
  await next(fay)
  await page.getByText('Quel principe tranche ?').waitFor()
  expect(await page.getByText('trop peu de réponses').count()).toBe(0)
  await expectWhole(page, 'principle')
  await answer(fay, people, (options) => options[0] ?? '')
  await next(fay)
  await page.getByText('Et maintenant').waitFor()
  await expectWhole(page, 'after')
  await expectSidesShown(page)
  await answer(fay, people, () => 'b')
  await next(fay)
  await page.getByText('0 : 3').waitFor()
  await page.getByText('trop peu de réponses').first().waitFor()
  await expectWhole(page, 'look')
})

test('long sentences that may be set aside fill the pages of a projector', async () => {
  const stage = await openStage()
  const board = await boardWithStatements(
    stage.server,
    [1, 2, 3, 4, 5].map((number) => ({ id: `s${number}`, versions: [`${number}. ${long} ${long}`] })),
    'fr',
  )
  const fay = await joinBoard(stage.server, board, { role: Role.facilitator })
  await joinBoard(stage.server, board, { name: 'Ana' })
  const { client } = fay
  const base = { seconds: 60, prompt: [{ en: 'Which one can wait?' }], writing: 'none' } as const
  const template: Template = {
    format: 'boussole-template',
    version: 1,
    id: 'aside',
    title: { en: 'Aside' },
    ask: [],
    phases: [
      { id: 'challenge', title: { en: 'Challenge' }, steps: [{ ...base, id: 'aside', activity: 'aside' }] },
    ],
  }
  expect(await client.command({ kind: 'agenda.take', template, answers: {} })).toMatchObject({ ok: true })
  await moveTo(fay, 'challenge/aside')
  const page = await openRoom(stage, board)
  await page.locator('.asking__thing').nth(4).waitFor()
  await expectWhole(page, 'aside')
  const shown = () =>
    page.locator('.room-pages__flow').evaluate((flow) => {
      const { left, right, bottom, height } = flow.parentElement?.getBoundingClientRect() ?? new DOMRect()
      const ends = [...flow.querySelectorAll('.asking__thing')]
        .map((thing) => thing.getBoundingClientRect())
        .filter((box) => box.left >= left && box.right <= right)
        .map((box) => box.bottom)
      return 1 - (bottom - Math.max(...ends)) / height
    })
  await expect.poll(shown).toBeGreaterThan(0.7)
})

async function openRoom(stage: Stage, board: CreatedBoard): Promise<Page> {
  const page = await stage.newPage({ viewport: { width: 1_280, height: 720 }, locale: 'fr-FR' })
  await page.goto(board.links.viewer.replace('#', '/projector#'))
  return page
}

/** Nothing is cut, and nothing too small to be read: at once, and in windows of other sizes. */
async function expectWhole(page: Page, what: string): Promise<void> {
  const folder = process.env['PICS']
  for (const [width, height] of [
    [1_280, 720],
    [1_920, 1_080],
    [1_024, 768],
    [1_280, 720],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.evaluate(
      () => new Promise((resolve) => void requestAnimationFrame(() => requestAnimationFrame(resolve))),
    )
    if (folder !== undefined) await page.screenshot({ path: `${folder}/room-${what}-${width}.png` })
    await expect
      .poll(() => page.evaluate(layoutFaults, 0), { message: `${what} ${width} × ${height}` })
      .toEqual([])
  }
}

/** Both sides stand on the page that is shown, legible from the last row. */
async function expectSidesShown(page: Page): Promise<void> {
  const sides = () =>
    page.locator('.pair__side blockquote').evaluateAll((elements) =>
      elements.map((element) => {
        const { left, right, bottom } = element.getBoundingClientRect()
        const size = Number.parseFloat(getComputedStyle(element).fontSize)
        return { isLegible: size >= 28, isInside: [left >= 0, right <= 1_280, bottom <= 720] }
      }),
    )
  const whole = { isLegible: true, isInside: [true, true, true] }
  await expect.poll(sides).toEqual([whole, whole])
}

const askedAt = ({ client }: Voter) => askedIn(readActivity(client.doc, askedName), 'hard/settle')

async function answer(fay: Voter, people: readonly Voter[], choose: (options: readonly string[]) => string) {
  const { id = '', pairs = null, asks = {} } = askedAt(fay) ?? {}
  const at = pairs?.at ?? 0
  const question = String(pairs?.all[at]?.[1])
  const ask = asks[question]
  const value = choose(ask?.kind === 'choice' ? ask.of.map(String) : [])
  for (const { client } of people)
    expect(
      await client.command({
        kind: 'answer.write',
        asked: id,
        question: `${at}/${question}`,
        value,
        audience: 'secret',
      }),
    ).toMatchObject({ ok: true })
}

async function next(fay: Voter): Promise<void> {
  const { id = '', pairs } = askedAt(fay) ?? {}
  expect(await fay.client.command({ kind: 'asking.show', asked: id })).toMatchObject({ ok: true })
  await fay.client.until(() => askedAt(fay)?.pairs?.at !== pairs?.at || askedAt(fay)?.shown !== null)
}
