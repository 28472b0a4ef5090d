import { expect } from 'vitest'
import type { Person } from './person.ts'
import { timeLimit } from './time-limits.ts'

/** The page gathers others' work for some seconds. */
export const saidWithinMs = timeLimit(15_000)

/** Records every text of the polite live regions. Returns a wait for a text. */
export async function listen({ page }: Person): Promise<(text: RegExp) => Promise<void>> {
  await page.locator('[data-announcements]').waitFor({ state: 'attached' })
  await page.evaluate(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    const read = (node: Node | null) => {
      const region = (node instanceof Element ? node : node?.parentElement)?.closest(
        '[role="status"], output',
      )
      if (!region || region.getAttribute('aria-live') === 'off') return
      const text = (region.textContent ?? '').trim()
      if (text !== '' && heard.at(-1) !== text) heard.push(text)
    }
    new MutationObserver((records) => {
      for (const { target } of records) read(target)
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  return (text) =>
    expect
      .poll(async () => (await sentences({ page })).find((said) => text.test(said)), {
        timeout: saidWithinMs,
      })
      .toBeDefined()
}

/** All of them so far. */
export function sentences({ page }: Pick<Person, 'page'>): Promise<readonly string[]> {
  return page.evaluate(() => (window as unknown as { heard?: string[] }).heard ?? [])
}
