import { useTranslation } from '../../i18n/use-translation.ts'
import type { PresenceState } from '#shared/wire/presence.ts'
import type { participantColours } from '#shared/workshop/role.ts'

export const colourIndexes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const satisfies {
  readonly length: typeof participantColours
}

/** What somebody is called on this screen; the nameless are told apart by their colours, and by a number while they are here. */
export function usePersonName(): (person: Pick<PresenceState, 'name' | 'colour'>, number?: number) => string {
  const { t } = useTranslation()
  return ({ name, colour }, number) => {
    const index = colourIndexes.find((known) => known === colour)
    if (name !== '' || index === undefined) return name || t('common.someone')
    const said = t(`colours.c${index}`)
    return number === undefined
      ? t('people.nameless', { colour: said })
      : t('people.namelessNumber', { colour: said, number })
  }
}
