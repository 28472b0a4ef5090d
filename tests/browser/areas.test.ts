import { expect, test } from 'vitest'
import { SavingState, type BoardModel } from '#client/model/contract/board-model.ts'
import type { Template } from '#shared/agenda/template.ts'
import { centreOf, contains, encloses, inset, type Point, type Rect } from '#shared/geometry/rect.ts'
import { Role } from '#shared/workshop/role.ts'
import { violationsOf } from '#tests/support/axe.ts'
import { boardList, canvas, messages, zoomOf } from '#tests/support/board-parts.ts'
import { openStage } from '#tests/support/browser.ts'
import { openModel } from '#tests/support/open-model.ts'
import { joinByLink } from '#tests/support/people.ts'
import { button, sentencePattern, type Person } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { joinDesk, writeDrafts } from '#tests/support/socket-desks.ts'
import { until } from '#tests/support/until.ts'

const alike = ['Meetings without an agenda', 'Without an agenda: meetings']

const base = { seconds: 60, prompt: [{ en: 'Write', fr: 'Écrivez' }] } as const
const template: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'look-back',
  title: { en: 'Look back' },
  ask: [],
  phases: [
    {
      id: 'alone',
      title: { en: 'Alone', fr: 'Seul' },
      steps: [
        {
          ...base,
          id: 'write',
          activity: 'write',
          writing: 'private',
          fields: [
            { id: 'start', title: { en: 'Start', fr: 'Commencer' } },
            { id: 'stop', title: { en: 'Stop', fr: 'Arrêter' } },
          ],
        },
        {
          ...base,
          id: 'reveal',
          activity: 'reveal',
          writing: 'none',
          input: [{ from: 'alone/write', take: 'notes', show: 'pour' }],
        },
        {
          ...base,
          id: 'read',
          activity: 'read',
          writing: 'none',
          input: [{ from: 'alone/write', take: 'notes', show: 'pour' }],
        },
        {
          ...base,
          id: 'group',
          activity: 'group',
          writing: 'none',
          input: [{ from: 'alone/write', take: 'notes', show: 'pour' }],
        },
        {
          ...base,
          id: 'table',
          activity: 'write',
          writing: 'shared',
          who: 'tables',
          makes: { most: 1 },
          fields: [{ id: 'next', title: { en: 'Next', fr: 'Ensuite' } }],
        },
      ],
    },
  ],
}

test('notes of a step land in its areas, in view on every screen; people ask, and merge what says the same', async () => {
  const stage = await openStage()
  const board = await stage.server.createBoard()
  const [lead, ...writers] = await Promise.all(
    [Role.facilitator, Role.participant, Role.participant].map(async (role) =>
      stage.server.join(board, role),
    ),
  )
  if (!lead) throw new Error('nobody leads')
  const model = openModel(stage.url, lead)
  await until(() => model.saving.get() === SavingState.saved)
  // Something else is on the board, and on every screen.
  model.commands.addNote({ x: -900, y: 0 }, { text: 'far from here' })
  const ana = await joinByLink(stage, board.links.facilitator, { name: 'Ana' })
  const chloe = await joinByLink(stage, board.links.participant, {
    name: 'Chloé',
    language: 'fr',
    device: { colorScheme: 'dark' },
  })
  const bo = await joinByLink(stage, board.links.participant, { name: 'Bo', device: phoneDevice })
  const farAway = await zoomOf(ana)
  await model.run({ kind: 'agenda.take', template, answers: {} })
  await leadTo(model, 'alone/write')
  await until(() => model.scene.areas.size === 3)
  for (const [index, session] of writers.entries()) {
    const desk = await joinDesk(stage.server, board, session)
    const step = 'alone/write'
    await writeDrafts(desk, [`begin ${index}`, `go on ${index}`], { step, field: 'start' })
    await writeDrafts(desk, [`no more ${index}`], { step, field: 'stop' })
    if (index === 0) await writeDrafts(desk, alike, { step, field: 'stop' })
  }
  await leadTo(model, 'alone/reveal')
  await until(() => model.scene.notes.size === 9)
  await readTogether(model, { ana, bo })
  await leadTo(model, 'alone/group')
  await boardList(ana).getByRole('treeitem', { name: 'Start', exact: true }).waitFor()
  await boardList(chloe).getByRole('treeitem', { name: 'Arrêter', exact: true }).waitFor()

  // The step has brought its areas into view, and every note lies in its own.
  await expect.poll(() => zoomOf(ana)).not.toBe(farAway)
  for (const note of model.scene.notes.values()) {
    const area = [...model.scene.areas.values()].find(({ id }) => id === note.area)
    expect(area ? encloses(area.rect, note.rect) : note.text).toBe(area ? true : 'far from here')
  }
  await draftGroups(model, ana)
  await dragIntoArea(model, ana)
  await workAtTable(model, { ana, bo, chloe })
})

/** Bo and Chloé sit at a table: it asks for help and hands a note up, and Ana sees both. */
async function workAtTable(
  model: BoardModel,
  { ana, bo, chloe }: Readonly<Record<'ana' | 'bo' | 'chloe', Person>>,
) {
  await leadTo(model, 'alone/table')
  const { words } = bo
  await chloe.page.getByText(sentencePattern(chloe.words.tables.with)).waitFor()
  await bo.page.getByRole('textbox', { name: 'Next' }).fill('Ask the neighbours')
  await button(bo, words.writing.stepAdd).tap()
  await until(() => [...model.scene.notes.values()].some(({ area }) => area === 'alone/table/next/1'))
  await bo.page.getByRole('button', { name: sentencePattern(words.tables.hand) }).tap()
  await bo.page.getByText(/^Hand up: 1 of 1/u).waitFor()
  await button(bo, words.tables.help).tap()
  await bo.page.getByText(words.tables.helpAsked).waitFor()
  await button(ana, /asks for help/u).waitFor()
  // Not half under the bar at the foot.
  await button(bo, words.writing.stepAdd).evaluate((add) => add.scrollIntoView({ block: 'center' }))
  for (const person of [ana, bo, chloe]) expect(await violationsOf(person)).toEqual([])
  await button(ana, 'Table 1 has been helped').click()
  await until(() => model.tables.get()?.tables[0]?.asks === undefined)
  expect(model.tables.get()?.tables).toMatchObject([{ people: { length: 2 } }])
  const [note] = [...model.scene.notes.values()].filter(({ area }) => area === 'alone/table/next/1')
  expect(model.tables.get()?.tables[0]?.handed).toEqual([note?.id])
}

/** Ana looks at the draft of groups before she makes them, and takes all of it back. */
async function draftGroups(model: BoardModel, ana: Person) {
  const { words, page } = ana
  const areas = new Map([...model.scene.notes.values()].map(({ id, area }) => [id, area]))
  await page.getByText(words.agenda.desk.part).click()
  await button(ana, words.group.help).click()
  await button(ana, words.sorting.draw).click()
  await page.getByRole('checkbox', { name: /^begin/u }).waitFor()
  expect(model.scene.clusters.size).toBe(0)
  expect(await violationsOf(ana)).toEqual([])
  await page.getByRole('button', { name: sentencePattern(words.sorting.make_one) }).click()
  await until(() => model.scene.clusters.size > 0)
  for (const { id, area } of model.scene.notes.values()) expect([id, area]).toEqual([id, areas.get(id)])
  await button(ana, words.common.undo).first().click()
  await until(() => model.scene.clusters.size === 0)
}

/** Ana drags the note that lies outside into the last area. Its place and its area change together, and stay. */
async function dragIntoArea(model: BoardModel, ana: Person) {
  const { scene } = model
  const note = [...scene.notes.values()].find(({ text }) => text === 'far from here')
  const area = [...scene.areas.values()].at(-1)
  if (!note || !area) throw new Error('a note and an area were expected')
  await boardList(ana).focus()
  await ana.page.keyboard.press('Shift+Digit1')
  const view = (): Rect | undefined => {
    const seen = model.presence.others.get().find(({ name }) => name === 'Ana')?.view
    return seen ? { x: seen[0], y: seen[1], width: seen[2], height: seen[3] } : undefined
  }
  await until(() => [note.rect, area.rect].every((rect) => encloses(view() ?? rect, inset(rect, 1))))
  const seen = view()
  const box = await canvas(ana).boundingBox()
  if (!seen || !box) throw new Error('Ana sees no board')
  const onScreen = ({ x, y }: Point): Point => ({
    x: box.x + ((x - seen.x) / seen.width) * box.width,
    y: box.y + ((y - seen.y) / seen.height) * box.height,
  })
  const { mouse } = ana.page
  const places: (readonly [number, string | null])[] = []
  const stop = scene.onChange(() => {
    const { x = 0, area: into = null } = scene.notes.get(note.id) ?? {}
    if (x !== (places.at(-1)?.[0] ?? note.x)) places.push([x, into])
  })
  const from = onScreen(centreOf(note.rect))
  const to = onScreen(emptySpotIn(area.rect, [...scene.notes.values()]))
  await mouse.move(from.x, from.y)
  await mouse.down()
  await mouse.move(to.x, to.y, { steps: 8 })
  await mouse.up()
  await until(() => places.length > 0)
  stop()
  expect(places[0]?.[1]).toBe(area.id)
  expect(new Set(places.map(([, into]) => into))).toEqual(new Set([area.id]))
  await ana.page.reload()
  const item = boardList(ana).getByRole('treeitem', { name: 'far from here' })
  await item.waitFor({ state: 'attached' })
  const items = await boardList(ana).getByRole('treeitem').allTextContents()
  const begin = items.indexOf('Stop')
  expect(items.findIndex((text) => text.endsWith('far from here'))).toBeGreaterThanOrEqual(begin)
}

/** Where a pointer is in the area and on none of its notes. */
function emptySpotIn({ x, y, width, height }: Rect, notes: readonly { readonly rect: Rect }[]): Point {
  for (let down = height - 30; down > 30; down -= 20) {
    for (let right = width - 30; right > 30; right -= 20) {
      const spot = { x: x + right, y: y + down }
      if (notes.every(({ rect }) => !contains(rect, spot))) return spot
    }
  }
  throw new Error('the area has no empty spot')
}

/** Ana, who facilitates, merges two notes; Bo asks on his phone, and Ana answers aloud. */
async function readTogether(model: BoardModel, { ana, bo }: Readonly<Record<'ana' | 'bo', Person>>) {
  await leadTo(model, 'alone/read')
  const { words } = ana
  await bo.page.getByRole('heading', { name: /^Start/u }).waitFor()
  const question = bo.page.getByRole('textbox', { name: words.read.question })
  await question.fill('Whose time?')
  await button(bo, words.read.ask).tap()
  await ana.page.getByText('Whose time?').waitFor()
  await expect.poll(() => question.inputValue()).toBe('')
  expect(await button(bo, words.read.aloud).count()).toBe(0)
  expect(await violationsOf(bo)).toEqual([])
  expect(await violationsOf(ana)).toEqual([])
  await button(ana, words.read.aloud).click()
  await bo.page.getByText('Answered aloud.').waitFor()
  await button(bo, words.read.sayYes).first().tap()
  // On the stage, on top of the cards.
  const agreed = ana.page.getByRole('region', { name: words.read.agreed })
  await agreed.getByText(sentencePattern(words.read.yes_one, { count: 1 })).waitFor()
  // The most alike come first.
  const reason = ana.page.getByText(sentencePattern(words.read.bothSay)).first()
  await expect.poll(() => reason.textContent()).toContain('agenda')
  // Two that may contradict each other come last, with the words that differ, and are not merged at the first button.
  const opposite = ana.page.getByRole('region', { name: words.read.opposite })
  const begin = opposite.getByRole('listitem').filter({ hasText: 'begin 0' })
  await begin.getByText(sentencePattern(words.read.onlySecond)).waitFor()
  expect(await begin.getByRole('button').allTextContents()).toEqual([words.read.keepBoth, words.read.merge])
  await button(ana, words.read.merge).first().click()
  await until(() => model.scene.notes.size === 8)
  const [merged] = [...model.scene.notes.values()].filter(({ from = [] }) => from.length > 0)
  expect(merged?.text.split('\n\n').sort()).toEqual([...alike].sort())
  // One press takes it back, for everybody.
  const before = messages(ana).filter({ hasText: words.notices.merged })
  await before.getByRole('button', { name: words.common.undo }).click()
  await until(() => model.scene.notes.size === 9)
  // The page shows the two again a moment later.
  await expect.poll(() => reason.textContent()).toContain('agenda')
  await button(ana, words.read.merge).first().click()
  await until(() => model.scene.notes.size === 8)
}

async function leadTo(model: BoardModel, to: string): Promise<void> {
  await until(() => model.agenda.get() !== null)
  const outcome = await model.run({ kind: 'agenda.move', from: model.agenda.get()?.now.move ?? 0, to })
  expect(outcome).toMatchObject({ ok: true })
}
