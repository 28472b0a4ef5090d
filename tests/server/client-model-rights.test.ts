import { expect, test } from 'vitest'
import { tidyBoard } from '#client/model/view/tidy.ts'
import { SavingState, type BoardModel } from '#client/model/contract/board-model.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { Scope } from '#shared/workshop/rights.ts'
import { createMemoryCopies } from '#tests/support/memory-copies.ts'
import { createCuttableNetwork } from '#tests/support/cuttable-network.ts'
import { openModel } from '#tests/support/open-model.ts'
import { startServer } from '#tests/support/server.ts'
import { until } from '#tests/support/until.ts'

const isSaved = (model: BoardModel) => model.saving.get() === SavingState.saved

async function openTable() {
  const server = await startServer()
  const board = await server.createBoard()
  const network = createCuttableNetwork()
  const flora = openModel(server.url, await server.join(board, 'facilitator', 'Flora'))
  const ana = openModel(server.url, await server.join(board, 'participant', 'Ana'), {
    webSocket: network.webSocket,
    openBrowserCopy: createMemoryCopies(),
    random: () => 0.1,
  })
  await until(() => isSaved(flora) && isSaved(ana))
  return { flora, ana, network }
}

test('rights and locks reach everybody at once, and only facilitators set them', async () => {
  const { flora, ana } = await openTable()
  const id = ana.commands.addNote({ x: 100, y: 100 }, { text: 'Hers' })
  await until(() => flora.scene.notes.has(id))
  expect(await flora.commands.setRights({ participantsMove: Scope.own })).toEqual({ ok: true })
  expect(await flora.commands.setRights({ participantsCluster: false })).toEqual({ ok: true })
  expect(await flora.commands.setLocked([id, 'nowhere'], true)).toEqual({ ok: true })
  await until(() => ana.locked.get().has(id))
  expect(ana.rights.get()).toEqual({
    isLocked: false,
    participantsMove: 'own',
    participantsWrite: 'all',
    participantsCluster: false,
  })
  expect([...ana.locked.get()]).toEqual([id])
  expect(await ana.commands.setRights({ isLocked: false })).toMatchObject({ ok: false, code: 'forbidden' })
  expect(await ana.commands.setLocked([id], false)).toMatchObject({ ok: false, code: 'forbidden' })
  expect(await flora.commands.setLocked([id], false)).toEqual({ ok: true })
  await until(() => ana.locked.get().size === 0)
})

test('commands of a participant skip notes that the rights do not allow, and the server refuses nothing', async () => {
  const { flora, ana } = await openTable()
  const hers = ana.commands.addNote({ x: 100, y: 100 }, { text: 'Hers' })
  const other = flora.commands.addNote({ x: 500, y: 100 }, { text: 'Another' })
  const inside = flora.commands.addNote({ x: 900, y: 100 }, { text: 'Inside' })
  const cluster = flora.commands.cluster([inside]) ?? ''
  await until(() => ana.scene.clusters.has(cluster) && flora.scene.notes.has(hers))
  await flora.commands.setRights({ participantsMove: Scope.own, participantsWrite: Scope.own })
  await flora.commands.setLocked([cluster], true)
  await until(() => ana.locked.get().has(cluster))
  const before = [other, inside].map((id) => flora.scene.notes.get(id))

  ana.commands.moveNotes([hers, other, inside].map((id) => ({ id, x: 300, y: 700 })))
  ana.commands.writeNote(other, 'Changed')
  ana.commands.setTint([other, inside], 'rose')
  ana.commands.cluster([cluster, hers])
  ana.commands.dropOnNote([hers], inside)
  ana.commands.dissolve([cluster])
  ana.commands.writeClusterTitle(cluster, 'Changed')
  ana.commands.remove([inside])
  ana.commands.tidy([cluster])
  await until(() => isSaved(ana) && flora.scene.notes.get(hers)?.y === 700)
  expect([other, inside].map((id) => flora.scene.notes.get(id))).toEqual(before)
  expect(flora.scene.notes.get(hers)).toMatchObject({ x: 300, y: 700, cluster: null })
  expect(flora.scene.clusters.get(cluster)).toMatchObject({ title: '', members: [inside] })
  expect(ana.scene.notes.get(other)?.text).toBe('Another')
  expect([ana.may(Operation.placeNote, hers), ana.may(Operation.placeNote, other)]).toEqual([true, false])
  expect([ana.barrierToMove(cluster), ana.barrierTo(Operation.writeNote, inside)]).toEqual([
    'locked',
    'locked',
  ])
})

test('a facilitator’s commands skip the notes that they locked until they unlock them, and the server refuses nothing', async () => {
  const { flora, ana } = await openTable()
  const hers = ana.commands.addNote({ x: 100, y: 100 }, { text: 'Hers' })
  const free = flora.commands.addNote({ x: 500, y: 100 }, { text: 'Free' })
  const inside = flora.commands.addNote({ x: 900, y: 100 }, { text: 'Inside' })
  const cluster = flora.commands.cluster([inside]) ?? ''
  await until(() => flora.scene.notes.has(hers) && flora.scene.clusters.has(cluster))
  await flora.commands.setLocked([hers, cluster], true)
  await flora.commands.setRights({ isLocked: true })
  await until(() => flora.locked.get().size === 2)
  const before = [hers, inside].map((id) => flora.scene.notes.get(id))

  flora.commands.moveNotes([hers, free, inside].map((id) => ({ id, x: 300, y: 700 })))
  flora.commands.writeNote(hers, 'Changed')
  flora.commands.setTint([hers, inside], 'rose')
  flora.commands.dropOnNote([free], inside)
  flora.commands.dissolve([cluster])
  flora.commands.writeClusterTitle(cluster, 'Changed')
  expect(flora.commands.remove([hers, inside, cluster])).toBe(0)
  flora.commands.layOut(tidyBoard)
  flora.commands.tidy([cluster])
  flora.undo.undo()
  flora.undo.undo()
  flora.undo.undo()
  await until(() => isSaved(flora))
  expect([hers, inside].map((id) => flora.scene.notes.get(id))).toEqual(before)
  expect(flora.scene.clusters.get(cluster)).toMatchObject({ title: '', members: [inside] })
  expect(flora.notices.list.get().map(({ text }) => text)).toContain('notices.unlockFirst')
  expect(flora.notices.list.get().map(({ text }) => text)).not.toContain('errors.locked')

  await flora.commands.setLocked([hers], false)
  await until(() => flora.locked.get().size === 1)
  expect(flora.commands.remove([hers])).toBe(1)
  await until(() => !ana.scene.notes.has(hers))
})

test('without the right to group, taking the last own note out of a cluster by deleting it is not refused', async () => {
  const { flora, ana } = await openTable()
  const hers = ana.commands.addNote({ x: 100, y: 100 }, { text: 'Hers' })
  const cluster = ana.commands.cluster([hers]) ?? ''
  await until(() => flora.scene.clusters.has(cluster))
  await flora.commands.setRights({ participantsCluster: false })
  await until(() => !ana.rights.get().participantsCluster)
  expect(ana.commands.remove([hers])).toBe(1)
  await until(() => !flora.scene.notes.has(hers) && isSaved(ana))
  ana.undo.undo()
  await until(() => flora.scene.notes.get(hers)?.text === 'Hers' && isSaved(ana))
})

test('steps that rights no longer allow are not undone and say why; they stay in the undo list', async () => {
  const { flora, ana } = await openTable()
  const hers = ana.commands.addNote({ x: 100, y: 100 }, { text: 'Hers' })
  const other = flora.commands.addNote({ x: 500, y: 100 }, { text: 'Another' })
  await until(() => ana.scene.notes.has(other) && flora.scene.notes.has(hers))
  ana.commands.setTint([hers], 'rose')
  const cluster = ana.commands.cluster([hers, other]) ?? ''
  ana.commands.nudgeNotes([{ id: other, x: 2_000, y: 900 }])
  await until(() => flora.scene.notes.get(other)?.y === 900 && flora.scene.clusters.has(cluster))
  const said = () => ana.notices.list.get().map(({ text }) => text)

  await flora.commands.setRights({ participantsMove: Scope.own, participantsCluster: false })
  await until(() => !ana.rights.get().participantsCluster)
  ana.undo.undo()
  expect(said()).toEqual(['errors.not_yours_to_move'])
  await flora.commands.setRights({ participantsMove: Scope.all })
  await until(() => ana.rights.get().participantsMove === Scope.all)
  ana.undo.undo()
  await until(() => isSaved(ana) && flora.scene.notes.get(other)?.y !== 900)
  ana.undo.undo()
  expect(said()).toContain('errors.clusters_fixed')
  expect(ana.scene.clusters.has(cluster)).toBe(true)
  await flora.commands.setRights({ participantsCluster: true })
  await until(() => ana.rights.get().participantsCluster)
  ana.undo.undo()
  ana.undo.undo()
  await until(() => isSaved(ana) && flora.scene.notes.get(hers)?.tint === 'sun')
  expect(flora.scene.clusters.has(cluster)).toBe(false)
  expect(said()).toEqual(['errors.not_yours_to_move', 'errors.clusters_fixed'])
})

test('undo and redo skip locked notes and say so; these steps keep their order, and other people’s work stays', async () => {
  const { flora, ana } = await openTable()
  const free = ana.commands.addNote({ x: 100, y: 100 }, { text: 'Free' })
  const fixed = ana.commands.addNote({ x: 500, y: 100 }, { text: 'Fixed' })
  const other = flora.commands.addNote({ x: 900, y: 100 }, { text: 'Another' })
  await until(() => ana.scene.notes.has(other) && flora.scene.notes.has(fixed))
  const startOf = (id: string) => ana.scene.notes.get(id)?.x
  const [freeAt, fixedAt] = [startOf(free), startOf(fixed)]
  ana.commands.moveNotes([{ id: free, x: 120, y: 700 }])
  ana.commands.setTint([fixed], 'rose')
  ana.commands.moveNotes([{ id: other, x: 1_500, y: 700 }])
  ana.commands.moveNotes([{ id: fixed, x: 600, y: 700 }])
  await until(() => flora.scene.notes.get(fixed)?.y === 700)
  flora.commands.moveNotes([{ id: other, x: 1_800, y: 900 }])
  await until(() => ana.scene.notes.get(other)?.y === 900)
  await flora.commands.setLocked([fixed], true)
  await until(() => ana.locked.get().has(fixed))
  const said = () => ana.notices.list.get().map(({ text }) => text)

  ana.undo.undo()
  expect(startOf(free)).toBe(freeAt)
  expect(said()).toEqual(['notices.undoneInstead {"why":"errors.locked"}'])
  const here = () => [other, fixed].map((id) => ana.scene.notes.get(id))
  expect(here()).toMatchObject([
    { x: 1_800, y: 900 },
    { x: 600, y: 700, tint: 'rose' },
  ])
  ana.undo.redo()
  expect(startOf(free)).toBe(120)

  await flora.commands.setLocked([fixed], false)
  await until(() => ana.locked.get().size === 0)
  ana.undo.undo()
  expect(here()).toMatchObject([{ x: 1_800 }, { x: 600, tint: 'rose' }])
  expect(startOf(free)).toBe(freeAt)
  ana.undo.undo()
  expect(here()).toMatchObject([{ x: 1_800 }, { x: fixedAt, tint: 'rose' }])
  ana.undo.undo()
  expect(here()).toMatchObject([{ x: 1_800 }, { x: fixedAt, tint: 'sun' }])

  await flora.commands.setLocked([fixed], true)
  await until(() => ana.locked.get().has(fixed))
  ana.undo.redo()
  expect(startOf(free)).toBe(120)
  expect(said()).toContain('notices.redoneInstead {"why":"errors.locked"}')
  await until(() => isSaved(ana) && flora.scene.notes.get(free)?.x === 120)
  expect(flora.scene.notes.get(fixed)).toMatchObject({ x: fixedAt, tint: 'sun' })
})

test('notes written offline on a board that was locked meanwhile are taken back, and their words are offered', async () => {
  const { flora, ana, network } = await openTable()
  const id = flora.commands.addNote({ x: 100, y: 100 }, { text: 'Agreed' })
  await until(() => ana.scene.notes.has(id))
  network.cut()
  await until(() => ana.saving.get() === SavingState.offline)
  ana.commands.writeNote(id, 'Agreed, and more')
  const lost = ana.commands.addNote({ x: 500, y: 100 }, { text: 'Written alone' })
  await flora.commands.setRights({ isLocked: true })
  network.restore()
  await until(() => ana.notices.list.get().some(({ text }) => text.includes('errors.board_locked')))
  await until(() => isSaved(ana) && ana.scene.notes.get(id)?.text === 'Agreed')
  expect(ana.scene.notes.has(lost)).toBe(false)
  expect(flora.scene.notes.get(id)?.text).toBe('Agreed')

  const offer = ana.notices.list.get().find(({ action }) => action)
  offer?.action?.run()
  expect(ana.scene.notes.size).toBe(1)
  await flora.commands.setRights({ isLocked: false })
  await until(() => !ana.rights.get().isLocked)
  offer?.action?.run()
  await until(() => [...flora.scene.notes.values()].some(({ text }) => text === 'Written alone'))
})
