import type { Locator } from 'playwright-core'
import { topBar } from './board-parts.ts'
import type { Person } from './person.ts'

/** Parts that screen readers are not given: tests find them by class or attribute, and in this file alone. */

/** The discs of the people in the top bar, all or those with these initials; one's own is the last. */
export function avatars(person: Person, initials?: string): Locator {
  return topBar(person).locator(initials === undefined ? '[data-initials]' : `[data-initials="${initials}"]`)
}

/** The pointers of others on the canvas, with their names. */
export function cursorsOfOthers({ page }: Person): Locator {
  return page.locator('.canvas__cursor')
}

/** The frame around what a dragged note would be put together with. */
export function dropHint({ page }: Person): Locator {
  return page.locator('.canvas__hint')
}

/** The box around several selected notes. */
export function selectionBox({ page }: Person): Locator {
  return page.locator('.canvas__selection')
}

export function minimap({ page }: Person): Locator {
  return page.locator('.minimap')
}

/** The part of the map that the screen shows. */
export function minimapFrame({ page }: Person): Locator {
  return page.locator('.minimap__view')
}

/** The canvas that paints while the view moves; hidden at rest. */
export function movingStage({ page }: Pick<Person, 'page'>): Locator {
  return page.locator('.canvas__stage')
}

/** Holds the tiles that are shown at rest. */
export function tilesPlane({ page }: Pick<Person, 'page'>): Locator {
  return page.locator('.canvas__plane')
}
