import type { Person } from './person.ts'

/** More stops than any screen has. */
const mostStops = 80

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
