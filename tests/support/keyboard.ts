import type { Person } from './people.ts'

/** More stops than any screen has. */
const mostStops = 80

/** Presses Tab until the focus is on what bears this name; throws with what it met instead. */
export async function tabTo(
  { page }: Person,
  name: string | RegExp,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<void> {
  const met: string[] = []
  for (let stop = 0; stop < mostStops; stop += 1) {
    await page.keyboard.press(key)
    const found = await page.evaluate(nameOfFocus)
    met.push(found)
    if (typeof name === 'string' ? found === name : name.test(found)) return
  }
  throw new Error(`Tab never came to ${String(name)}; it came to: ${met.join(' · ')}`)
}

/** What a screen reader would call the focused element, for the kinds of elements that we use. */
function nameOfFocus(): string {
  const focused = document.activeElement
  if (!(focused instanceof HTMLElement)) return ''
  const named = focused.getAttribute('aria-label')
  if (named !== null) return named
  const labels = focused instanceof HTMLInputElement ? [...(focused.labels ?? [])] : []
  return [...labels, focused]
    .map((element) => element.textContent?.trim() ?? '')
    .filter(Boolean)
    .join(' ')
    .replaceAll(/\s+/g, ' ')
}
