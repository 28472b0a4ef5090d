import { atom, computed, type ReadableAtom } from 'nanostores'
import { recall, remember } from '../storage/browser-storage.ts'

/** The person's choice; `system` follows the device. */
export const themeChoices = ['system', 'light', 'dark'] as const
export type ThemeChoice = (typeof themeChoices)[number]
export type Theme = 'light' | 'dark'

const storageKey = 'boussole.theme'
const systemTheme = atom<Theme>('light')
const choice = atom<ThemeChoice>('system')

export const themeChoice: ReadableAtom<ThemeChoice> = choice

/** The theme to paint with now. */
export const theme: ReadableAtom<Theme> = computed([choice, systemTheme], (chosen, system) =>
  chosen === 'system' ? system : chosen,
)

export function chooseTheme(next: ThemeChoice): void {
  choice.set(next)
  remember(storageKey, next === 'system' ? null : next)
}

/** Reads the stored choice, follows the device and keeps `data-theme` of the page. Called once at start. */
export function startTheme(): void {
  const stored = recall(storageKey)
  choice.set(themeChoices.find((known) => known === stored) ?? 'system')
  const isDark = window.matchMedia('(prefers-color-scheme: dark)')
  const follow = () => systemTheme.set(isDark.matches ? 'dark' : 'light')
  isDark.addEventListener('change', follow)
  follow()
  theme.subscribe((now) => {
    document.documentElement.dataset['theme'] = now
  })
}
