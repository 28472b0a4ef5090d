import axe from 'axe-core'
import type { Person } from './person.ts'

/** WCAG 2.2 AA, and axe's own best practices. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Focus guards at the ends of a menu: they lead the focus back into the menu at once. */
const focusGuards = '[data-base-ui-focus-guard]'

/** The two looks of every screen. */
export const themes = ['light', 'dark'] as const

/** A page needs no person before it. */
type Shown = Pick<Person, 'page'>

/** Violations that axe finds on the page, one line each with its place. */
export function violationsOf(person: Shown): Promise<readonly string[]> {
  return violations(person, { type: 'tag', values: tags })
}

/** As `violationsOf`, without what the edge of a scrolled list cuts through: axe takes it for too small. */
export async function violationsWhereScrolled(
  person: Shown,
  find: typeof violationsOf = violationsOf,
): Promise<readonly string[]> {
  return (await find(person)).filter((violation) => !violation.startsWith('target-size'))
}

/** As `violationsOf`, in the light theme and then in the dark one. */
export async function violationsInBothThemes(person: Shown): Promise<readonly string[]> {
  const found = []
  for (const theme of themes) found.push(...(await violationsInTheme(person, theme)))
  await showTheme(person, 'light')
  return found
}

/** As `violationsOf`, in this theme, which stays. In the dark one nothing but the contrast can differ. */
export async function violationsInTheme(
  person: Shown,
  theme: (typeof themes)[number],
): Promise<readonly string[]> {
  await showTheme(person, theme)
  return theme === 'light'
    ? violationsOf(person)
    : violations(person, { type: 'rule', values: ['color-contrast'] })
}

async function showTheme({ page }: Shown, colorScheme: (typeof themes)[number]): Promise<void> {
  // Without motion no colour is between the themes.
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.evaluate(async () => {
    const nextFrame = () =>
      new Promise((resolve) => {
        requestAnimationFrame(resolve)
      })
    const isEnding = ({ playState, effect }: Animation) =>
      playState === 'running' && Number.isFinite(effect?.getComputedTiming().endTime)
    for (let frame = 0; frame < 3; frame += 1) await nextFrame()
    // Frame by frame: on a page that draws none the browser tells nobody that a transition has finished.
    while (document.getAnimations().some(isEnding)) await nextFrame()
  })
}

async function violations({ page }: Shown, runOnly: axe.RunOnly): Promise<readonly string[]> {
  // As an expression through the debugger: the page's policy refuses any script element but its own.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const results = await page.evaluate(
    ({ runOnly, exclude }) =>
      window.axe.run({ include: [['html']], exclude: [[exclude]] }, { runOnly, resultTypes: ['violations'] }),
    { runOnly, exclude: focusGuards },
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
