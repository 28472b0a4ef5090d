import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { violationsInBothThemes } from '#tests/support/axe.ts'
import { moveTo, takeAgenda } from '#tests/support/agendas.ts'
import { savingBadge } from '#tests/support/board-parts.ts'
import { openLedBoard } from '#tests/support/led-board.ts'
import { waitUntilSaved } from '#tests/support/people.ts'
import { button, sentencePattern, type Person } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import type { Voter } from '#tests/support/socket-voters.ts'
import type { Template } from '#shared/agenda/template.ts'
import { notesOf } from '#shared/board/note.ts'

const base = { prompt: [{ en: 'Do it', fr: 'Allez-y' }], seconds: 600 } as const
const rings = ['near', 'far', 'beyond'].map((id) => ({ id, title: { en: id, fr: id } }))

/** Writing alone, then the steps in which everybody sees the words at once. */
const template: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'audiences',
  title: { en: 'Audiences', fr: 'Publics' },
  ask: [],
  phases: [
    {
      id: 'one',
      title: { en: 'One', fr: 'Un' },
      steps: [
        {
          ...base,
          id: 'alone',
          activity: 'write',
          writing: 'private',
          fields: [{ id: 'ideas', title: { en: 'Ideas', fr: 'Idées' } }],
        },
        {
          ...base,
          id: 'together',
          activity: 'write',
          writing: 'shared',
          fields: [{ id: 'next', title: { en: 'What next', fr: 'Ensuite' } }],
        },
        {
          ...base,
          id: 'people',
          activity: 'map',
          writing: 'shared',
          asks: 'people',
          makes: { kind: 'stakeholder' },
          fields: rings,
        },
        {
          ...base,
          id: 'needs',
          activity: 'map',
          writing: 'shared',
          asks: 'needs',
          makes: { kind: 'need' },
          fields: [{ id: 'need', title: { en: 'Needs', fr: 'Besoins' } }],
          input: [{ from: 'one/people', take: 'notes', show: 'pour' }],
        },
        {
          ...base,
          id: 'turns',
          each: 60,
          activity: 'turns',
          writing: 'shared',
          fields: [
            { id: 'cards', title: { en: 'Cards', fr: 'Cartes' } },
            { id: 'kept', title: { en: 'Kept', fr: 'Gardés' } },
          ],
        },
        {
          ...base,
          id: 'read',
          activity: 'read',
          writing: 'none',
          input: [{ from: 'one/together', take: 'notes', show: 'pour' }],
        },
      ],
    },
  ],
}

test('words that were begun alone are never sent as words of a shared step', async () => {
  const { fay, ana } = await openLed()
  const { page, words } = ana
  await moveTo(fay, 'one/alone')
  const alone = page.getByRole('textbox', { name: 'Ideas' })
  await audienceOf(ana, words.audience.hidden).waitFor()
  await alone.fill('Nobody reads this yet')
  await moveTo(fay, 'one/together')
  await button(ana, words.agenda.join).tap()
  const together = page.getByRole('textbox', { name: 'What next' })
  await together.waitFor()
  expect(await together.inputValue()).toBe('')
  await audienceOf(ana, words.audience.open).waitFor()
  await together.fill('For everybody')
  await together.press('Enter')
  await sent(ana, 'For everybody')
  const notes = await textsOn(fay, 'For everybody')
  expect(notes).toEqual([{ text: 'For everybody', author: null }])
  // They are still where they were begun.
  await page.reload()
  await together.waitFor()
  expect(await together.inputValue()).toBe('')
  await moveTo(fay, 'one/alone')
  await expect.poll(() => alone.inputValue()).toBe('Nobody reads this yet')
  expect(textsNow(fay)).toEqual(notes)
})

test('Enter adds a need; one that is begun survives a reload; an own one can be changed and taken back', async () => {
  const { fay, ana } = await openLed()
  const { page, words } = ana
  await moveTo(fay, 'one/people')
  const name = page.getByRole('textbox', { name: 'Who', exact: true })
  await audienceOf(ana, words.audience.open).waitFor()
  await name.fill('The night nurse')
  await name.press('Enter')
  await sent(ana, 'The night nurse')
  await moveTo(fay, 'one/needs')
  const need = page.locator('.map-task textarea').first()
  await page.locator('.map-task select').first().selectOption({ label: 'The night nurse' })
  await need.fill('Somewhere to sit')
  await page.reload()
  await expect.poll(() => need.inputValue()).toBe('Somewhere to sit')
  await need.focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('at four')
  await page.keyboard.press('Enter')
  await sent(ana, 'Somewhere to sit\nat four')
  expect(await need.inputValue()).toBe('')
  expect(await textsOn(fay, 'Somewhere to sit\nat four')).toHaveLength(2)

  await page.reload()
  await waitUntilSaved(ana)
  const own = page.locator('.own-note')
  await own.getByRole('textbox').fill('Somewhere to lie down')
  await own.getByRole('textbox').press('Enter')
  await textsOn(fay, 'Somewhere to lie down')
  await sent(ana, 'Somewhere to lie down')
  expect(await violationsInBothThemes(ana)).toEqual([])
  await own.getByRole('button', { name: sentencePattern(words.audience.takeBack) }).click()
  await fay.client.until(() => textsNow(fay).length === 1)
  await button(ana, words.common.undo).first().click()
  await textsOn(fay, 'Somewhere to lie down')
})

test('each field of a shared step says before the first letter that everybody sees the words', async () => {
  const { fay, ana } = await openLed()
  const { words } = ana
  const { open } = words.audience
  const { openSigned } = words.common
  await moveTo(fay, 'one/turns')
  await expectAudiences(ana, [open, openSigned])
  await moveTo(fay, 'one/read')
  await expectAudiences(ana, [open])
})

test('words that were begun survive a revoked link, and can be copied', async () => {
  const { stage, board, fay, ana } = await openLed()
  const { page, words } = ana
  await moveTo(fay, 'one/alone')
  await page.getByRole('textbox', { name: 'Ideas' }).fill('Not sent to anybody')
  const path = `/api/boards/${board.id}/links/participant`
  await stage.server.ask('DELETE', path, undefined, fay.session.session)
  await savingBadge(ana, 'revoked').waitFor({ state: 'attached' })
  await page.reload()
  const left = page.getByRole('textbox', { name: sentencePattern(words.entry.leftText, { number: 1 }) })
  await expect.poll(() => left.inputValue()).toBe('Not sent to anybody')
  await button(ana, sentencePattern(words.entry.copyText, { number: 1 })).tap()
  await button(ana, words.common.copied).waitFor()
})

test('the page of a dead link shows the words that were begun there: to copy, download or delete, with undo', async () => {
  const { stage, board, fay, ana } = await openLed()
  const { page, words } = ana
  await moveTo(fay, 'one/alone')
  await page.getByRole('textbox', { name: 'Ideas' }).fill('Not sent\nto anybody')
  const path = `/api/boards/${board.id}/links/participant`
  await stage.server.ask('DELETE', path, undefined, fay.session.session)
  await savingBadge(ana, 'revoked').waitFor({ state: 'attached' })
  // The link of the invitation, as in the mail that brought it.
  await page.goto('about:blank')
  await page.goto(board.links.participant)
  await page.getByRole('heading', { name: words.problem.linkHeading }).waitFor()
  const left = page.getByRole('textbox', { name: sentencePattern(words.entry.leftText, { number: 1 }) })
  await expect.poll(() => left.inputValue()).toBe('Not sent\nto anybody')
  expect(await violationsInBothThemes(ana)).toEqual([])
  await button(ana, sentencePattern(words.entry.copyText, { number: 1 })).tap()
  await button(ana, words.common.copied).waitFor()
  const saved = page.waitForEvent('download')
  await button(ana, words.entry.download).tap()
  const file = await (await saved).path()
  expect(await readFile(file, 'utf8')).toBe('Not sent\nto anybody\n')

  const removeIt = button(ana, sentencePattern(words.entry.removeText, { number: 1 }))
  await removeIt.tap()
  await left.waitFor({ state: 'detached' })
  expect(await button(ana, words.entry.download).count()).toBe(0)
  await expect
    .poll(() => button(ana, words.common.undo).evaluate((own) => own === document.activeElement))
    .toBe(true)
  await button(ana, words.common.undo).tap()
  await expect.poll(() => left.inputValue()).toBe('Not sent\nto anybody')
  await removeIt.tap()
  await page.reload()
  await page.getByRole('heading', { name: words.problem.linkHeading }).waitFor()
  await expect.poll(() => left.count()).toBe(0)
})

async function openLed() {
  const led = await openLedBoard({ device: phoneDevice })
  await takeAgenda(led.fay, template)
  await waitUntilSaved(led.ana)
  return led
}

function audienceOf({ page }: Person, words: string) {
  return page.locator('.audience__words', { hasText: words }).first()
}

async function expectAudiences({ page }: Person, words: readonly string[]): Promise<void> {
  const all = page.locator('.task-list .audience__words')
  await expect.poll(() => all.allTextContents()).toEqual(words)
}

/** Until the own text stands below the field with its tick. */
async function sent(ana: Person, text: string): Promise<void> {
  await expect
    .poll(() =>
      ana.page
        .locator('.own-note')
        .evaluateAll((all) =>
          all.map((each) => [
            each.querySelector('textarea')?.value,
            each.querySelector('.own-note__state')?.getAttribute('data-state'),
          ]),
        ),
    )
    .toContainEqual([text, 'sent'])
}

async function textsOn(fay: Voter, text: string) {
  await fay.client.until(() => textsNow(fay).some((note) => note.text === text))
  return textsNow(fay)
}

function textsNow({ client }: Voter) {
  return notesOf(client.doc).map(({ text, author }) => ({ text, author }))
}
