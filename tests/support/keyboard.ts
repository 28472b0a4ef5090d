import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Stage } from './browser.ts'
import { openBrowser, waitUntilEntered, type PersonOptions } from './people.ts'
import type { Person } from './person.ts'

/** More stops than any screen has. */
const mostStops = 200

/**
 * Waits until the page has something with this name (parts of it are loaded when they are first opened), then presses
 * Tab until the focus is there; throws with what it met instead.
 */
export async function tabTo(
  { page }: Person,
  name: string | RegExp,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<void> {
  const isExact = typeof name === 'string'
  await page
    .getByLabel(name, { exact: isExact })
    .or(page.getByText(name, { exact: isExact }))
    .first()
    .waitFor()
  const met: string[] = []
  for (let stop = 0; stop < mostStops; stop += 1) {
    await page.keyboard.press(key)
    const found = await page.evaluate(nameOfFocus)
    met.push(found)
    if (isExact ? found === name : name.test(found)) return
  }
  throw new Error(`Tab never came to ${String(name)}; it came to: ${met.join(' · ')}`)
}

/** The focused element's accessible name, for the kinds of elements that we use. */
function nameOfFocus(): string {
  const focused = document.activeElement
  if (!(focused instanceof HTMLElement)) return ''
  const named = focused.getAttribute('aria-label')
  if (named !== null) return named
  const hasLabels = focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement
  const labels = hasLabels ? [...(focused.labels ?? [])] : []
  return [...labels, focused]
    .map((element) => element.textContent?.trim() ?? '')
    .filter(Boolean)
    .join(' ')
    .replaceAll(/\s+/g, ' ')
}

/** The pages on which something has had the focus. */
const begun = new WeakSet<Page>()

/**
 * Presses Tab, or Shift and Tab, until the focus is on this element, as a person does who sees it: past the board by the
 * link in the bar. In a group of radio buttons Tab goes to one of them. Throws when the focus stays on the page itself.
 */
export async function reach({ page }: Pick<Person, 'page'>, target: Locator): Promise<void> {
  const element = target.first()
  await element.waitFor({ state: 'attached' })
  // It may be on its way back from what has just closed.
  if (begun.has(page)) {
    const message = `the focus is on nothing, before ${String(target)}`
    await expect.poll(() => page.evaluate(isNowhere), { message }).toBe(false)
  }
  const met: string[] = []
  for (let stop = 0; stop < mostStops; stop += 1) {
    const keys = await element.evaluate(wayTo)
    if (keys.length === 0) {
      begun.add(page)
      return
    }
    for (const key of keys) await page.keyboard.press(key)
    met.push(await page.evaluate(nameOfFocus))
  }
  throw new Error(`Tab never came to ${String(target)}; it came to: ${met.join(' · ')}`)
}

/** Another page begins at its top, with the focus on nothing. */
export function beginPage({ page }: Pick<Person, 'page'>): void {
  begun.delete(page)
}

/** Comes to a button by Tab, and presses it. */
export async function pressByKey(
  person: Pick<Person, 'page'>,
  button: Locator,
  key = 'Enter',
): Promise<void> {
  await reach(person, button)
  await person.page.keyboard.press(key)
}

/** Comes to a field by Tab, and writes in it. */
export async function typeByKey(person: Pick<Person, 'page'>, field: Locator, text: string): Promise<void> {
  await reach(person, field)
  // A form opens once its answers have come.
  await expect.poll(() => field.first().isEditable()).toBe(true)
  await person.page.keyboard.insertText(text)
}

/** Comes to a group of radio buttons by Tab, and to this one of them by an arrow. The first is chosen with Space. */
export async function chooseByKey({ page }: Pick<Person, 'page'>, radio: Locator): Promise<void> {
  await reach({ page }, radio)
  for (let stop = 0; stop < mostStops; stop += 1) {
    if (await radio.first().evaluate((element) => element === document.activeElement)) break
    await page.keyboard.press('ArrowDown')
  }
  if (!(await radio.first().isChecked())) await page.keyboard.press('Space')
}

function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}

/** Runs in the page: the keys that lead nearer; none where the focus is there. On the board Escape comes before Tab. */
function wayTo(target: Element): readonly string[] {
  const focused = document.activeElement
  if (!focused || focused === document.body) return ['Tab']
  const isSameGroup =
    target instanceof HTMLInputElement &&
    focused instanceof HTMLInputElement &&
    target.type === 'radio' &&
    focused.type === 'radio' &&
    target.name === focused.name
  if (focused === target || isSameGroup) return []
  if (focused.matches('.agenda-bar__skip') && target.closest('#task')) return ['Enter']
  const isBehind = focused.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING
  const tab = isBehind ? 'Shift+Tab' : 'Tab'
  return focused.matches('.canvas') ? ['Escape', tab] : [tab]
}

/** Opens the link as somebody who has a keyboard alone, and joins. */
export async function joinByKeys(stage: Stage, link: string, options: PersonOptions): Promise<Person> {
  const person = await openBrowser(stage, options)
  const { page, words } = person
  await page.goto(link)
  await typeByKey(person, page.getByLabel(words.join.name), options.name ?? '')
  await page.keyboard.press('Enter')
  await waitUntilEntered(person)
  beginPage(person)
  return person
}
