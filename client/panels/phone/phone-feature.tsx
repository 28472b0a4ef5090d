import { lazyPart } from '../host/entries.tsx'
import type { Feature } from '../host/feature.ts'
import { phoneQuery, useMedia } from '../ui/use-media.ts'

const PhoneView = lazyPart(async () => (await import('./phone-view.tsx')).PhoneView)

export const phone: Feature = { name: 'phone', OverCanvas: OnPhone }

function OnPhone() {
  return useMedia(phoneQuery) && <PhoneView />
}
