import { expect, test } from 'vitest'
import { SavingState, type BoardModel } from '#client/model/contract/board-model.ts'
import type { Template } from '#shared/agenda/template.ts'
import { fitAll } from '#client/tools/view.ts'
import { centreOf, encloses, type Point } from '#shared/geometry/rect.ts'
import { Role } from '#shared/workshop/role.ts'
import { violationsOf } from '#tests/support/axe.ts'
import { boardList, canvas, zoomOf } from '#tests/support/board-parts.ts'
import { openStage } from '#tests/support/browser.ts'
import { openModel } from '#tests/support/open-model.ts'
import { joinByLink } from '#tests/support/people.ts'
import type { Person } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { joinDesk, writeDrafts } from '#tests/support/socket-desks.ts'
import { until } from '#tests/support/until.ts'

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
          id: 'group',
          activity: 'group',
          writing: 'none',
          input: [{ from: 'alone/write', take: 'notes', show: 'pour' }],
        },
      ],
    },
  ],
}

test('notes of a step land in its areas, and people carry them from one to another at once', async () => {
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
  const ana = await joinByLink(stage, board.links.participant, { name: 'Ana' })
  const chloe = await joinByLink(stage, board.links.participant, {
    name: 'Chloé',
    language: 'fr',
    device: { colorScheme: 'dark' },
  })
  const bo = await joinByLink(stage, board.links.participant, { name: 'Bo', device: phoneDevice })
  const farAway = await zoomOf(ana)
  await model.run({ kind: 'agenda.take', template, answers: {} })
  await leadTo(model, 'alone/write')
  await until(() => model.scene.areas.size === 2)
  for (const [index, session] of writers.entries()) {
    const desk = await joinDesk(stage.server, board, session)
    const step = 'alone/write'
    await writeDrafts(desk, [`begin ${index}`, `go on ${index}`], { step, field: 'start' })
    await writeDrafts(desk, [`no more ${index}`], { step, field: 'stop' })
  }
  await leadTo(model, 'alone/reveal')
  await until(() => model.scene.notes.size === 7)
  await leadTo(model, 'alone/group')
  await boardList(ana)
    .getByRole('option', { name: /^Start: (begin|go on) \d$/u })
    .waitFor()
  await boardList(chloe)
    .getByRole('option', { name: /^Arrêter : no more \d$/u })
    .waitFor()
  await bo.page.getByRole('heading', { name: /Alone · Start/u }).waitFor()
  expect(await violationsOf(bo)).toEqual([])

  // The step has brought its areas into view. Both go on to the whole board, where places are known.
  await expect.poll(() => zoomOf(ana)).not.toBe(farAway)
  for (const person of [ana, chloe]) {
    await canvas(person).focus()
    await person.page.keyboard.press('Shift+1')
  }
  const { scene } = model
  const where = await viewOfAll(model, ana)
  const begin = [...scene.notes.values()].filter(({ field }) => field === 'start')
  const stop = areaOf(model, 'stop')
  const carried = [ana, chloe].flatMap((person, index) => {
    const note = begin[index]
    return note ? [{ person, note, to: { x: stop.x + 300 * (index + 1), y: stop.y + 700 } }] : []
  })
  await Promise.all(
    carried.map(async ({ person: { page }, note, to }) => {
      const [from, there] = [where(centreOf(note.rect)), where(to)]
      await page.mouse.move(from.x, from.y)
      await page.mouse.down()
      await page.mouse.move(there.x, there.y, { steps: 4 })
    }),
  )
  await Promise.all(carried.map(async ({ person }) => person.page.mouse.up()))
  await until(() => [...scene.notes.values()].filter(({ area }) => area === stop.id).length === 4)
  for (const note of scene.notes.values()) {
    const area = [...scene.areas.values()].find(({ id }) => id === note.area)
    expect(area ? encloses(area.rect, note.rect) : note.text).toBe(area ? true : 'far from here')
  }
  // Where a note was written stays as it was.
  expect(carried.map(({ note }) => scene.notes.get(note.id)?.field)).toEqual(['start', 'start'])
  await ana.page.keyboard.press('Control+z')
  await until(() => [...scene.notes.values()].filter(({ area }) => area === stop.id).length === 3)
})

async function leadTo(model: BoardModel, to: string): Promise<void> {
  await until(() => model.agenda.get() !== null)
  const outcome = await model.run({ kind: 'agenda.move', from: model.agenda.get()?.now.move ?? 0, to })
  expect(outcome).toMatchObject({ ok: true })
}

function areaOf({ scene }: BoardModel, field: string) {
  const area = [...scene.areas.values()].find((each) => each.field === field)
  if (!area) throw new Error(`the area ${field} is missing`)
  return area
}

/** The whole board as every screen of a desk shows it: from board units to the screen. */
async function viewOfAll({ scene, camera }: BoardModel, person: Person): Promise<(at: Point) => Point> {
  const box = await canvas(person).boundingBox()
  if (!box) throw new Error('the canvas is not on screen')
  camera.setScreen(box)
  camera.setCorner({ width: 256, height: 80 })
  fitAll({ scene, camera })
  return (at) => {
    const { x, y } = camera.toScreen(at)
    return { x: box.x + x, y: box.y + y }
  }
}
