import { useCommonWords } from '../../i18n/use-words.ts'
import { colourIndexes } from '#shared/workshop/role.ts'

interface Person {
  readonly name: string
  /** Undefined: not known. */
  readonly colour?: number | undefined
}

/** The name of a person on this screen. People without a name have a colour and, if known, a number. */
export function usePersonName(): (person: Person, number?: number) => string {
  const t = useCommonWords()
  return ({ name, colour }, number) => {
    if (name !== '') return name
    const index = colourIndexes.find((known) => known === colour)
    if (index === undefined)
      return number === undefined ? t('common.someone') : t('people.numberAlone', { number })
    const said = t(`colours.c${index}`)
    return number === undefined
      ? t('people.nameless', { colour: said })
      : t('people.namelessNumber', { colour: said, number })
  }
}
