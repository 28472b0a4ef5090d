import { atom, type ReadableAtom } from 'nanostores'
import { recall, remember } from '../../storage/browser-storage.ts'

const storageKey = 'boussole.agenda-sound'
const choice = atom(recall(storageKey) === 'on')

/** A soft sound at the end of the time, on this device, for those who want it. */
export const hasSound: ReadableAtom<boolean> = choice

export function chooseSound(isOn: boolean): void {
  choice.set(isOn)
  remember(storageKey, isOn ? 'on' : null)
  // A browser lets a page sound only after a press, and this is one.
  if (isOn) sound()
}

let context: AudioContext | undefined

/** Hertz and seconds. A fifth that fades: heard in a room, and no alarm. */
const tones = [
  { frequency: 523.25, at: 0 },
  { frequency: 783.99, at: 0.18 },
] as const
const fadeSeconds = 1.4
const loudness = 0.12

/** Plays two soft tones. Without a way to play them nothing happens. */
export function sound(): void {
  if (typeof AudioContext === 'undefined') return
  context ??= new AudioContext()
  void context.resume()
  for (const { frequency, at } of tones) {
    const begin = context.currentTime + at
    const tone = context.createOscillator()
    const volume = context.createGain()
    tone.frequency.value = frequency
    volume.gain.setValueAtTime(0, begin)
    volume.gain.linearRampToValueAtTime(loudness, begin + 0.02)
    volume.gain.exponentialRampToValueAtTime(0.0001, begin + fadeSeconds)
    tone.connect(volume).connect(context.destination)
    tone.start(begin)
    tone.stop(begin + fadeSeconds)
  }
}
