import { atom, type ReadableAtom } from 'nanostores'
import { recall, remember } from '../../storage/browser-storage.ts'

const storageKey = 'boussole.letter-keys'
const choice = atom(recall(storageKey) !== 'off')

/**
 * Whether a letter, a digit with Shift or a question mark does something by itself. Who dictates, or is easily off a
 * key, can have it otherwise (WCAG 2.1.4); this browser remembers it.
 */
export const hasLetterKeys: ReadableAtom<boolean> = choice

export function chooseLetterKeys(isOn: boolean): void {
  choice.set(isOn)
  remember(storageKey, isOn ? null : 'off')
}
