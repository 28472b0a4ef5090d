import type { Language } from '#shared/board/document.ts'
import type { DayWords } from './day-words.ts'
import { english } from './lived-day-words.en.ts'
import { french } from './lived-day-words.fr.ts'

export const dayWords: Readonly<Record<Language, DayWords>> = { en: english, fr: french }

/** The groups that people can name for themselves. */
export const trades = [
  { id: 'network', title: { en: 'Networks and servers', fr: 'Réseaux et serveurs' } },
  { id: 'support', title: { en: 'Support', fr: 'Support aux services' } },
  { id: 'projects', title: { en: 'Projects', fr: 'Projets' } },
] as const
