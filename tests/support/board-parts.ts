import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import type { SavingState } from '#client/model/contract/board-model.ts'
import { button, sentencePattern, type Person } from './person.ts'

/** Parts of a board's page, by what a screen reader calls them. Some stay on the page, hidden, under a dialog. */
const evenUnderADialog = { includeHidden: true } as const

/** The canvas. */
export function canvas({ page, words }: Person): Locator {
  return page.getByRole('group', { name: words.board.canvas, exact: true, ...evenUnderADialog })
}

/** The notes and groups in reading order, for screen readers and the keyboard. */
export function boardList({ page, words }: Person): Locator {
  return page.getByRole('tree', { name: words.board.items, exact: true, ...evenUnderADialog })
}

/** The notes and groups with this text, as the list of the board says them. */
export function itemOf(person: Person, text: string | RegExp): Locator {
  return boardList(person)
    .getByRole('treeitem', evenUnderADialog)
    .filter({ hasText: typeof text === 'string' ? exactly(text) : text })
}

/** The notes and groups that are selected. */
export function selectedItems(person: Person): Locator {
  return boardList(person).getByRole('treeitem', { selected: true, ...evenUnderADialog })
}

/** The texts of all notes and groups in reading order. */
export function itemsOf(person: Person): Promise<readonly string[]> {
  return boardList(person).getByRole('treeitem', evenUnderADialog).allTextContents()
}

/** The field over the note or title that is written in. */
export function editor({ page, words }: Person): Locator {
  const field = (name: string) => page.getByRole('textbox', { name, exact: true })
  return field(words.phone.editing).or(field(words.board.clusterTitle))
}

/** The word in the top bar for this state of saving. */
export function savingBadge({ page, words }: Person, state: SavingState): Locator {
  return topBar({ page, words })
    .getByRole('note', evenUnderADialog)
    .filter({ hasText: exactly(words.saving[state]) })
}

/** The bar with the menu; other pages have a banner without one. */
export function topBar({ page, words }: Pick<Person, 'page' | 'words'>): Locator {
  const menu = page.getByRole('button', { name: words.menu.label, exact: true, ...evenUnderADialog })
  return page.getByRole('banner', evenUnderADialog).filter({ has: menu })
}

/** Opens the people drawer; its name says how many are here. */
export function peopleButton(person: Person): Locator {
  return button(person, new RegExp(`^${person.words.people.heading}, `))
}

/** The people button says that so many are here. */
export async function waitForPeople(person: Person, count: number): Promise<void> {
  const { heading, count_one: one, count_other: other } = person.words.people
  const text = sentencePattern(`${heading}, ${count === 1 ? one : other}`, { count })
  await button(person, text).waitFor()
}

/** The dialog over the board; messages, which are dialogs to screen readers, are not meant. */
export function dialogOf({ page }: Pick<Person, 'page'>): Locator {
  return page.getByRole('dialog').and(page.locator(':not([aria-modal="false"])'))
}

/** The messages at the lower left. */
export function messages({ page, words }: Person): Locator {
  const list = page.getByRole('region', { name: words.toast.label })
  return list.getByRole('dialog').or(list.getByRole('alertdialog'))
}

/** The drawer beside the board. */
export function drawer({ page }: Person, name: string): Locator {
  return page.getByRole('complementary', { name, exact: true })
}

/** The bar under the top bar while a vote is open. */
export function roundBar({ page, words }: Person): Locator {
  const round = page.getByRole('region', { name: sentencePattern(words.vote.round), ...evenUnderADialog })
  return round.or(
    page.getByRole('region', { name: sentencePattern(words.vote.roundOf), ...evenUnderADialog }),
  )
}

/** The bar under the top bar while people write privately. */
export function writingBar({ page, words }: Person): Locator {
  return page.getByRole('region', { name: words.writing.heading, exact: true })
}

/** The bar with what can be done with the selection. */
export function selectionBar({ page, words }: Person): Locator {
  return page.getByRole('toolbar', { name: words.selection.label, exact: true })
}

/** The zoom of the view, such as "100 %". */
export async function zoomOf(person: Person): Promise<string> {
  return (await button(person, sentencePattern(person.words.view.zoomReset)).textContent()) ?? ''
}

/** The cards of the desk. */
export function drafts({ page }: Person): Locator {
  return page.getByRole('article')
}

/** The card of the draft with these words. */
export function draftOf(person: Person, text: string): Locator {
  const { page } = person
  return drafts(person).filter({ has: page.getByRole('textbox').and(page.getByText(text)) })
}

/** The code to join by, in the share dialog that is open. */
export async function joinCodeOf({ page, words }: Person): Promise<string> {
  const code = page.getByRole('region', { name: words.share.qr }).getByRole('strong')
  return (await code.textContent()) ?? ''
}

/** From the stage of a step to the board, which is one press away. The keyboard stays where it is. */
export async function toBoard(person: Person): Promise<void> {
  await button(person, person.words.agenda.toBoard).waitFor()
  await person.page.keyboard.press('b')
  await canvas(person).waitFor()
}

/** The keyboard is there. */
export async function waitForFocus(part: Locator): Promise<void> {
  await expect.poll(() => part.evaluate((element) => element === document.activeElement)).toBe(true)
}

function exactly(text: string): RegExp {
  return sentencePattern(text.replaceAll('{{', '{ {'))
}

/** Runs a command of the palette (Ctrl+K). Keys that were typed before its field is there are not in it. */
export async function runCommand({ page, words }: Person, name: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: words.commands.placeholder }).fill(name)
  await page.keyboard.press('Enter')
}
