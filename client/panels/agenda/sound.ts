import { atom, type ReadableAtom } from 'nanostores'
import { recall, remember } from '../../storage/browser-storage.ts'

const storageKey = 'boussole.agenda-sound'
const choice = atom(recall(storageKey) === 'on')

/** A soft sound at 60 and 10 seconds and at the end of the time, on this device, for those who want it. */
export const hasSound: ReadableAtom<boolean> = choice

export function chooseSound(isOn: boolean): void {
  choice.set(isOn)
  remember(storageKey, isOn ? 'on' : null)
  // A browser lets a page sound only after a press, and this is one.
  if (isOn) sound('end')
}

let context: AudioContext | undefined

/** Hertz and seconds. One tone at a mark; at the end a fifth that fades: heard in a room, and no alarm. */
const tones = {
  mark: [{ frequency: 523.25, at: 0 }],
  end: [
    { frequency: 523.25, at: 0 },
    { frequency: 783.99, at: 0.18 },
  ],
} as const
const fadeSeconds = 1.4
const loudness = 0.12

/** A later sound would be at a wrong time: a browser may hold it until the page is pressed. Not measured. */
const lateMs = 1_000

/** Plays soft tones. Without a way to play them nothing happens. */
export function sound(kind: keyof typeof tones): void {
  if (typeof AudioContext === 'undefined') return
  const playing = (context ??= new AudioContext())
  const askedAt = performance.now()
  const play = async () => {
    await playing.resume()
    if (performance.now() - askedAt <= lateMs) for (const tone of tones[kind]) start(playing, tone)
  }
  void play()
}

function start(
  context: AudioContext,
  { frequency, at }: { readonly frequency: number; readonly at: number },
): void {
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
