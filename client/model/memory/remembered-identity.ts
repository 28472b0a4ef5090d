import { nameLimit, participantColours } from '#shared/workshop/role.ts'
import { recall, remember } from '../../storage/browser-storage.ts'

const storageKey = 'boussole.me'

export interface RememberedIdentity {
  readonly name: string
  /** Absent until the person chooses one; the server then gives the colour that the fewest people have. */
  readonly colour?: number
}

/** The name and colour that this browser used last, to be offered again. */
export function rememberedIdentity(): RememberedIdentity {
  try {
    const { name, colour } = JSON.parse(recall(storageKey) ?? '') as Partial<RememberedIdentity>
    const isColour = typeof colour === 'number' && colour >= 0 && colour < participantColours
    if (typeof name === 'string') {
      return { name: name.slice(0, nameLimit), ...(isColour && { colour: Math.floor(colour) }) }
    }
  } catch {
    // Nothing stored yet, or not by this version.
  }
  return { name: '' }
}

export function rememberIdentity(me: RememberedIdentity): void {
  remember(storageKey, JSON.stringify(me))
}
