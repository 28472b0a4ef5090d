import { nameLimit, participantColours } from '#shared/workshop/role.ts'

const storageKey = 'boussole.me'

export interface RememberedMe {
  readonly name: string
  readonly colour: number
}

/** The name and colour last used in this browser, to be offered again; a random colour the first time. */
export function rememberedMe(): RememberedMe {
  try {
    const { name, colour } = JSON.parse(localStorage.getItem(storageKey) ?? '') as Partial<RememberedMe>
    if (
      typeof name === 'string' &&
      typeof colour === 'number' &&
      colour >= 0 &&
      colour < participantColours
    ) {
      return { name: name.slice(0, nameLimit), colour: Math.floor(colour) }
    }
  } catch {
    // Nothing stored yet, or not by this version: a fresh start is right.
  }
  return { name: '', colour: Math.floor(Math.random() * participantColours) }
}

export function rememberMe(me: RememberedMe): void {
  localStorage.setItem(storageKey, JSON.stringify(me))
}
