import { languages } from '#shared/board/document.ts'
import { chooseLanguage, currentLanguage, t } from '../i18n/i18n.ts'
import { chooseTheme, themeChoice, themeChoices } from '../style/theme.ts'
import { copyOf, partOf, sayWords } from './templates.ts'

/** The page around a card: the product's name, language and appearance on top. */
export interface Frame {
  readonly element: HTMLElement
  /** Shows the card, names the window, and says everything in the language in use. */
  readonly show: (card: HTMLElement, title: string) => void
}

export function createFrame(onHome: () => void): Frame {
  const element = copyOf('frame')
  const main = partOf(element, 'main', HTMLElement)
  partOf(element, '.page__brand', HTMLAnchorElement).addEventListener('click', (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    onHome()
  })
  const sayLanguage = fill(
    partOf(element, '#language', HTMLSelectElement),
    languages,
    (language) => void chooseLanguage(language),
  )
  const sayTheme = fill(partOf(element, '#theme', HTMLSelectElement), themeChoices, chooseTheme)
  return {
    element,
    show: (card, title) => {
      if (main.firstElementChild !== card) main.replaceChildren(card)
      sayWords(element)
      sayLanguage(currentLanguage(), (language) => t(`language.${language}`))
      sayTheme(themeChoice.get(), (choice) => t(`theme.${choice}`))
      document.title = title === '' ? t('product.name') : `${title} · ${t('product.name')}`
    },
  }
}

/** Makes a list of choices. The returned function names them and shows the current one. */
function fill<Choice extends string>(
  list: HTMLSelectElement,
  choices: readonly Choice[],
  choose: (choice: Choice) => void,
): (current: Choice, nameOf: (choice: Choice) => string) => void {
  const options = choices.map((choice) => {
    const option = document.createElement('option')
    option.value = choice
    return { choice, option }
  })
  list.append(...options.map(({ option }) => option))
  list.addEventListener('change', () => {
    const chosen = options.find(({ choice }) => choice === list.value)
    if (chosen) choose(chosen.choice)
  })
  return (current, nameOf) => {
    for (const { choice, option } of options) option.textContent = nameOf(choice)
    list.value = current
  }
}
