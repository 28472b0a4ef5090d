import type { Locator, Page } from 'playwright-core'
import type { Language } from '#shared/board/document.ts'
import type { Words } from './words.ts'

/** Somebody in front of a screen. They find what they need by role and name, as people and screen readers do. */
export interface Person {
  readonly page: Page
  readonly language: Language
  /** The sentences of their interface. */
  readonly words: Words
}

/** Fills `{{gaps}}` of a sentence of the catalogue; an open gap matches anything. */
export function sentencePattern(
  text: string,
  values: Readonly<Record<string, string | number>> = {},
): RegExp {
  const escape = (part: string) =>
    part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/\s+/g, String.raw`\s+`)
  const parts = text.split(/\{\{(\w+)\}\}/)
  const pattern = parts.map((part, index) =>
    index % 2 === 0 ? escape(part) : part in values ? escape(String(values[part])) : '.*',
  )
  return new RegExp(`^${pattern.join('')}$`)
}

export function button({ page }: Person, name: string | RegExp): Locator {
  return page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name })
}
