import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { t } from '#client/i18n/i18n.ts'
import { createLocalBoard } from '#client/bench/local-board.ts'
import type { CommandOutcome } from '#client/model/contract/board-commands.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { pressKey } from '#client/tools/input/keys.ts'
import { tellRefusal } from '#client/tools/tell-refusal.ts'
import { addNote } from '#shared/board/note.ts'
import { noModifiers } from '#tests/support/tool-board.ts'

const refused = (code: string) => (): Promise<CommandOutcome> =>
  Promise.resolve({ ok: false, code, message: '' })

/** One selected note that is voted on. */
function voting() {
  const doc = new Y.Doc()
  addNote(doc, { id: 'a', author: 'bench', x: 0, y: 0, created: 1, text: 'Why' })
  const { model, setRounds } = createLocalBoard(doc, (text) => text.length)
  onTestFinished(model.close)
  setRounds([
    {
      id: 'r',
      number: 1,
      title: '',
      target: 'notes',
      options: ['a'],
      budget: 1,
      cap: 1,
      isSecret: true,
      deadline: null,
      state: 'open',
      openedAt: 1,
      closedAt: null,
      voted: 0,
      eligible: 1,
      totals: null,
      ballots: null,
      previous: null,
    },
  ])
  model.ui.selection.set(new Set(['a']))
  return model
}

const press = (model: BoardModel, key: string, mods = noModifiers) =>
  pressKey(model, { key, code: key, mods })

test('a dot that is not counted says why, once for repeated tries', async () => {
  const model = voting()
  const place = refused('over_budget')
  const take = refused('network')
  const asked = { ...model, voting: { ...model.voting, place, take } }
  press(asked, '+')
  press(asked, '+')
  press(asked, '-')
  const texts = () => model.notices.list.get().map(({ text }) => text)
  await expect.poll(() => texts().length).toBeGreaterThan(1)
  expect(texts()).toEqual([t('errors.over_budget'), t('errors.network')])
})

test('after an accepted command its follow-up runs, and no message is shown', async () => {
  const { notices } = voting()
  const done: CommandOutcome[] = []
  tellRefusal({ notices }, Promise.resolve({ ok: true, round: 'r' }), (outcome) => done.push(outcome))
  tellRefusal({ notices }, refused('network')(), (outcome) => done.push(outcome))
  await expect.poll(() => notices.list.get().length).toBeGreaterThan(0)
  expect(done).toEqual([{ ok: true, round: 'r' }])
})

test('a lock that the server did not set says why', async () => {
  const model = voting()
  press(model, 'l', { ...noModifiers, command: true, shift: true })
  await expect.poll(() => model.notices.list.get().length).toBeGreaterThan(0)
  expect(model.notices.list.get().map(({ text }) => text)).toEqual([t('errors.network')])
})
