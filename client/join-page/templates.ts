import { t } from '../i18n/i18n.ts'
import type { CommonName } from '../i18n/translate.ts'

/** A copy of the first element in a template of join.html. */
export function copyOf(template: string): HTMLElement {
  const found = document.getElementById(template)
  const first = found instanceof HTMLTemplateElement ? found.content.firstElementChild : undefined
  if (!(first instanceof HTMLElement)) throw new Error(`join.html has no template ${template}`)
  return document.importNode(first, true)
}

/** The first element inside that fits the selector and is of that kind. */
export function partOf<Part extends Element>(
  element: Element,
  selector: string,
  kind: abstract new () => Part,
): Part {
  const found = element.querySelector(selector)
  if (!(found instanceof kind)) throw new Error(`join.html has no ${selector} of this kind`)
  return found
}

/** Fills in the fixed words in the person's language: `data-say` for texts, `data-label` for accessible names. */
export function sayWords(element: Element): void {
  for (const part of element.querySelectorAll<HTMLElement>('[data-say]'))
    part.textContent = t(part.dataset['say'] as CommonName)
  for (const part of element.querySelectorAll<HTMLElement>('[data-label]'))
    part.ariaLabel = t(part.dataset['label'] as CommonName)
}

/** Writes only what changed, so that a screen reader does not announce a message again. */
export function write(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text
}
