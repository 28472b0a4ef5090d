import { expect, test } from 'vitest'
import { SavingState, type BoardModel } from '#client/model/contract/board-model.ts'
import { fitAll, zoomBy, zoomStep } from '#client/tools/view.ts'
import { centreOf, type Point } from '#shared/geometry/rect.ts'
import { canvas } from '#tests/support/board-parts.ts'
import { openStage } from '#tests/support/browser.ts'
import { openModel } from '#tests/support/open-model.ts'
import { disorderOf } from '#tests/support/order.ts'
import { joinByLink, waitForItems } from '#tests/support/people.ts'
import { button, type Person } from '#tests/support/person.ts'
import { until } from '#tests/support/until.ts'

const names = 'abcdefghijkl'.split('')

test('three people who drop notes onto two groups at once can read every note afterwards', async () => {
  const stage = await openStage()
  const board = await stage.server.createBoard()
  // A person without a screen lays out the notes, and measures where they lie.
  const model = openModel(stage.url, await stage.server.join(board))
  await until(() => model.saving.get() === SavingState.saved)
  const ids = model.commands.addNotes(
    names.map((text, index) => ({ text, at: { x: (index % 4) * 224, y: Math.floor(index / 4) * 224 } })),
  )
  const groups = [0, 2].map((first) => model.commands.cluster(ids.slice(first, first + 2)) ?? '')
  await until(() => model.saving.get() === SavingState.saved)
  const people: Person[] = []
  for (const name of ['Flora', 'Ana', 'Bo']) {
    const person = await joinByLink(stage, board.links.participant, { name })
    await waitForItems(person, ...names)
    // The first view has come, which shows all notes below 100 %: whoever moves the view before it keeps their own.
    await person.page.getByText(/^\d\d\s%$/u).waitFor()
    // There is room around the notes for those that make room.
    for (let press = 0; press < 2; press += 1) await button(person, person.words.host.zoomOut).click()
    people.push(person)
  }
  const where = await sameView(model, people[0])

  // Each round, all take a note, hold it over the same group, and let go together.
  for (const [round, group] of [...groups, ...groups].entries()) {
    // Whoever reads this has all that came before it: everybody takes the notes where they lie now.
    model.commands.writeNote(ids[0] ?? '', `a${round}`)
    for (const person of people) await waitForItems(person, `a${round}`)
    const notes = ids.slice(4).filter((id) => model.scene.notes.get(id)?.cluster === null)
    const field = model.scene.clusters.get(group)?.rect
    if (!field) throw new Error('the group is there')
    const carried = people.flatMap((person, index) => {
      const id = notes[index * 2]
      return id === undefined ? [] : [{ person, id }]
    })
    await Promise.all(
      carried.map(async ({ person, id }) => {
        const { mouse } = person.page
        const from = where(centreOf(model.scene.notes.get(id)?.rect ?? field))
        const to = where({ x: field.x + 100, y: field.y + (round === 0 ? 20 : 150) })
        await mouse.move(from.x, from.y)
        await mouse.down()
        await mouse.move(to.x, to.y, { steps: 4 })
      }),
    )
    await Promise.all(carried.map(async ({ person }) => person.page.mouse.up()))
    await until(() => carried.every(({ id }) => model.scene.notes.get(id)?.cluster === group))
    await until(() => disorderOf(model.scene).length === 0)
  }
  expect([...model.scene.notes.values()].filter(({ cluster }) => cluster === null)).toEqual([])
  expect(groups.map((id) => model.scene.clusters.get(id)?.members.length)).toEqual([6, 6])
})

/** Everybody's view shows the whole board, and stays so: from board units to the screen. */
async function sameView(
  { scene, camera }: BoardModel,
  person: Person | undefined,
): Promise<(at: Point) => Point> {
  const box = person && (await canvas(person).boundingBox())
  if (!box) throw new Error('the canvas is not on screen')
  camera.setScreen(box)
  camera.setCorner({ width: 256, height: 80 })
  fitAll({ scene, camera })
  for (let press = 0; press < 2; press += 1) zoomBy(camera, 1 / zoomStep)
  return (at) => {
    const { x, y } = camera.toScreen(at)
    return { x: box.x + x, y: box.y + y }
  }
}
