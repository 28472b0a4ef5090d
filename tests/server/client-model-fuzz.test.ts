import { expect, test } from 'vitest'
import { SavingState, type BoardModel } from '#client/model/contract/board-model.ts'
import { createCuttableNetwork, type CuttableNetwork } from '#tests/support/cuttable-network.ts'
import { openModel } from '#tests/support/open-model.ts'
import { seededRandom, testSeed, type Random } from '#tests/support/random.ts'
import { startServer } from '#tests/support/server.ts'
import { until } from '#tests/support/until.ts'

const seed = testSeed()

interface Writer {
  readonly model: BoardModel
  readonly network: CuttableNetwork
}

test(`random work, offline or not, is never refused and ends equal everywhere (seed ${seed})`, async () => {
  const random = seededRandom(seed)
  const server = await startServer()
  const board = await server.createBoard()
  const writers: Writer[] = []
  for (const role of ['facilitator', 'participant', 'participant'] as const) {
    const network = createCuttableNetwork()
    const session = await server.join(board, role)
    const world = { webSocket: network.webSocket, random: () => 0.05 }
    writers.push({ model: openModel(server.url, session, world), network })
  }
  const models = writers.map(({ model }) => model)
  await until(() => models.every((model) => model.saving.get() === SavingState.saved))

  for (let round = 0; round < 60; round += 1) {
    for (const { model, network } of writers) {
      for (let step = 0; step < 5; step += 1) actOnce(model, random)
      if (random.below(12) === 0) network.cut()
      else if (random.below(3) === 0) network.restore()
    }
    // Lets some of what is under way arrive, in one order or another.
    for (let turns = random.below(40); turns > 0; turns -= 1)
      await new Promise((resolve) => setImmediate(resolve))
  }
  for (const { network } of writers) network.restore()
  await until(() => models.every((model) => model.saving.get() === SavingState.saved))
  const [first, ...rest] = models
  await until(() => rest.every((model) => sameBoard(model, first)))

  expect(first?.scene.notes.size).toBeGreaterThan(0)
  const said = models.flatMap((model) => model.notices.list.get().map(({ text }) => text))
  expect(said.filter((text) => text.startsWith('errors.'))).toEqual([])
})

function sameBoard(one: BoardModel, other: BoardModel | undefined): boolean {
  return other !== undefined && JSON.stringify(pictureOf(one)) === JSON.stringify(pictureOf(other))
}

function pictureOf({ scene }: BoardModel): unknown {
  const notes = [...scene.notes.values()].map(({ id, text, x, y, z, cluster, tint, author }) => {
    return [id, text, x, y, z, cluster, tint, author]
  })
  const clusters = [...scene.clusters.values()].map(({ id, title, tint, isCollapsed }) => {
    return [id, title, tint, isCollapsed]
  })
  const byId = (a: readonly unknown[], b: readonly unknown[]) => String(a[0]).localeCompare(String(b[0]))
  return [notes.sort(byId), clusters.sort(byId)]
}

function actOnce(model: BoardModel, random: Random): void {
  const { commands, scene, undo } = model
  const notes = [...scene.notes.keys()]
  const clusters = [...scene.clusters.keys()]
  const some = (ids: readonly string[]) => ids.filter(() => random.below(4) === 0).slice(0, 5)
  const one = (ids: readonly string[]) => ids[random.below(Math.max(1, ids.length))] ?? ''
  const at = () => ({ x: random.below(3_000), y: random.below(2_000) })
  switch (random.below(16)) {
    case 0:
    case 1:
      return void commands.addNote(at(), { text: `n${random.below(1_000)}` })
    case 2:
      return void commands.addNotes([1, 2, 3].map((n) => ({ text: `row ${n}`, at: at() })))
    case 3:
      return commands.writeNote(
        one(notes),
        `${scene.notes.get(one(notes))?.text ?? ''} é🧭${random.below(9)}`,
      )
    case 4:
      return commands.moveNotes(
        some(notes).map((id) => ({ id, ...at() })),
        random.below(2) === 0 ? undefined : (clusters[0] ?? null),
      )
    case 5:
      return commands.setTint(some(notes), 'mint')
    case 6:
      return void commands.remove([one(notes), one(clusters)])
    case 7:
      return void commands.duplicate([...some(notes), one(clusters)], { x: 20, y: 20 })
    case 8:
      return void commands.cluster([...some(notes), ...some(clusters)])
    case 9:
      return void commands.dropOnNote(some(notes), one(notes))
    case 10:
      return commands.mergeClusters(one(clusters), one(clusters))
    case 11:
      return commands.dissolve([one(clusters)])
    case 12:
      return commands.writeClusterTitle(one(clusters), `title ${random.below(100)}`)
    case 13:
      return commands.toggleCollapsed(one(clusters))
    case 14:
      return random.below(2) === 0 ? commands.tidy(some(clusters)) : undo.redo()
    default:
      return undo.undo()
  }
}
