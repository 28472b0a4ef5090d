import { atom, type ReadableAtom } from 'nanostores'
import { recall, remember } from '../../storage/browser-storage.ts'

const storageKey = 'boussole.letter-keys'
const choice = atom(recall(storageKey) !== 'off')

/**
 * True if a letter, a digit with Shift or a question mark is a shortcut by itself. People who dictate, or often miss a
 * key, can switch this off (WCAG 2.1.4); this browser remembers it.
 */
export const hasLetterKeys: ReadableAtom<boolean> = choice

export function chooseLetterKeys(isOn: boolean): void {
  choice.set(isOn)
  remember(storageKey, isOn ? null : 'off')
}
