import axe from 'axe-core'
import type { Person } from './person.ts'

/** WCAG 2.2 AA, and axe's own best practices. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Focus guards at the ends of a menu: they lead the focus back into the menu at once. */
const focusGuards = '[data-base-ui-focus-guard]'

/** Violations that axe finds on the page, one line each with its place. */
export async function violationsOf({ page }: Person): Promise<readonly string[]> {
  // As an expression through the debugger: the page's policy refuses any script element but its own.
  await page.evaluate(axe.source)
  const results = await page.evaluate(
    ({ values, exclude }) =>
      window.axe.run(
        { include: [['html']], exclude: [[exclude]] },
        { runOnly: { type: 'tag', values }, resultTypes: ['violations'] },
      ),
    { values: tags, exclude: focusGuards },
  )
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id} (${help}) at ${target.join(' ')}: ${failureSummary ?? ''}`,
    ),
  )
}

declare global {
  interface Window {
    axe: typeof axe
  }
}
